import { requestPeriodic } from "../../offline/periodic.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { startLongWork } from "./long-work.ts";
import { whenIdle } from "./page-host.ts";

/** A page that was open for this long without being left is idle enough to spend bytes on what may be wanted later. */
const SETTLED_MS = 8_000;

/** C16: once the page has settled, asks the worker to warm the catalogue, now and where possible from time to time. */
export function warmWhenIdle(): void {
  setTimeout(() => {
    whenIdle(() => {
      if (document.visibilityState !== "visible") return;
      startLongWork({ type: "WARM_UP", version: MESSAGE_VERSION });
      registerWarming().catch((error: unknown) => console.info("The browser does not warm the shop by itself", error));
    });
  }, SETTLED_MS);
}

async function registerWarming(): Promise<void> {
  await requestPeriodic(await navigator.serviceWorker.ready);
}
