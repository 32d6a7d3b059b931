import { deleteOwnCaches } from "./cleanup.ts";
import { forgetControl } from "./control.ts";
import { log } from "./log.ts";
import { worker } from "./scope.ts";
import { tell } from "./tell.ts";

/** K1: deletes this scope's caches and control data, and goes; cart, outbox and other scopes stay. */
export async function selfDestruct(reason: string): Promise<void> {
  log(`leaving: ${reason}`);
  await tell({ type: "SW_SELF_DESTRUCT", reason });
  await worker.registration.unregister();
  await deleteOwnCaches();
  await forgetControl();
}
