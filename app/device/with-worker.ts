import { isWorkerToPage, type PageToWorker } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { pageRelease } from "./page-host.ts";
import { setSubstituted } from "./substituted.ts";
import { tellDocument } from "./tell-document.ts";
import { followUpdates, reportUpdate } from "./updates/start.ts";

function greet(worker: ServiceWorker | null, claimed: boolean): void {
  const hello: PageToWorker = { type: "HELLO", version: MESSAGE_VERSION, release: pageRelease(), claimed };
  worker?.postMessage(hello);
}

function hear(event: MessageEvent<unknown>): void {
  const { data, source, ports } = event;
  if (!isWorkerToPage(data)) return;
  switch (data.type) {
    case "STATE":
      // One that waits tells its own name, which is not yet anybody's.
      if (source !== navigator.serviceWorker.controller) return;
      document.documentElement.dataset.swVersion = data.release;
      setSubstituted(data.substituted);
      // The worker has lost what it knew of its tabs (R2).
      if (data.pinned === null) greet(navigator.serviceWorker.controller, false);
      return;
    default:
      reportUpdate(data, ports[0]);
  }
}

/** Talks with the worker from now on; `controlled` is whether this page came by one. Only pages that have a worker load this. */
export function followWorker(registration: ServiceWorkerRegistration, controlled: boolean): void {
  let known = controlled;
  const meet = () => {
    tellDocument();
    // A first visit's page came without a worker; it is worth having when the network goes.
    greet(navigator.serviceWorker.controller, !known);
    known = true;
  };
  // R5: a page that was on its way when the worker claimed its tabs was passed over, and says hello to be claimed. So does
  // one that was reloaded past the worker: that reload has brought what it was to bring.
  const askForControl = () => {
    if (!navigator.serviceWorker.controller && registration.active?.state === "activated")
      greet(registration.active, false);
  };
  navigator.serviceWorker.addEventListener("controllerchange", meet);
  navigator.serviceWorker.addEventListener("message", hear);
  navigator.serviceWorker.startMessages();
  tellDocument(registration);
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  worker?.addEventListener("statechange", () => {
    tellDocument();
    askForControl();
  });
  if (navigator.serviceWorker.controller) meet();
  else askForControl();
  followUpdates();
}
