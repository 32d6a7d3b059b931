import { deleteOwnCaches } from "./cleanup.ts";
import { forgetControl } from "./control.ts";
import { log } from "./log.ts";
import { worker } from "./scope.ts";
import { tell } from "./tell.ts";
import { stepAside } from "./trust.ts";

let leaving = false;

/** Deletes what work that was under way when this worker was called off has stored since. */
export async function sweepBehind(): Promise<void> {
  if (leaving) await deleteOwnCaches();
}

/** K1: deletes this scope's caches and control data, and goes; cart, outbox and other scopes stay. */
export async function selfDestruct(reason: string): Promise<void> {
  log(`leaving: ${reason}`);
  leaving = true;
  stepAside(reason);
  await tell({ type: "SW_SELF_DESTRUCT", reason });
  // It queues behind an installation, also one that never ends: what is kept does not wait for that.
  const gone = worker.registration.unregister();
  await deleteOwnCaches();
  await forgetControl();
  await gone;
}
