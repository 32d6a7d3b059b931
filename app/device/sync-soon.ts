import { onDevice } from "../../offline/database.ts";
import { queueSync } from "../../offline/shared-cart.ts";
import { SYNC_TAGS } from "../../offline/triggers.ts";
import { pageTriggers } from "./sender.ts";

/** Has the cart exchanged with the server as soon as that can be asked. */
export async function syncSoon(cartId: string): Promise<void> {
  await onDevice((db) => queueSync(db, cartId, Date.now()));
  pageTriggers().queued(SYNC_TAGS.document);
}
