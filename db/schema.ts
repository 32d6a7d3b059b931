import type { Kit } from "./kit.ts";
import { defineCatalogue } from "./schema/catalogue.ts";
import { defineOrders } from "./schema/orders.ts";
import { defineSharing } from "./schema/sharing.ts";
import { defineWork } from "./schema/work.ts";

export type { OrderEventKind, PaymentPageStatus } from "./schema/orders.ts";

/** The tables of the shop, written once; instants are UTC milliseconds, amounts are integer minor units. */
export function defineTables(kit: Kit) {
  const catalogue = defineCatalogue(kit);
  const work = defineWork(kit);
  return { ...catalogue, ...defineOrders(kit, catalogue), ...work, ...defineSharing(kit, work) };
}

export type Tables = ReturnType<typeof defineTables>;
