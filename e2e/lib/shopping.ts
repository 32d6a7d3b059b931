import { orderHeaders, orderOf, seePrices } from "../../load/lib/orders.ts";
import { skusOf, stockUp } from "../walks/goods.ts";
import type { Shop } from "./shop.ts";

const GOODS = "road-end-mug";
const BUYERS = 2;

/**
 * Visitors who look at the cart's page, and buyers who order, each one request after the other without a pause until all are
 * told to stop. An order always has a key of its own and is never sent twice.
 */
export async function startShopping(shop: Shop, visitors: number) {
  await stockUp(shop, GOODS, 1_000_000);
  const [seen] = await seePrices(shop.origin, (await skusOf(shop, GOODS)).slice(0, 1));
  if (!seen) throw new Error(`${GOODS} has no price`);
  const body = JSON.stringify(orderOf(seen));
  const answers = { pages: [] as number[], orders: [] as number[] };
  let shopping = true;

  const look = async () => {
    while (shopping) {
      const response = await fetch(`${shop.origin}/cart`);
      await response.arrayBuffer();
      answers.pages.push(response.status);
    }
  };
  const buy = async (_: unknown, buyer: number) => {
    while (shopping) {
      const headers = orderHeaders(shop.origin, String(buyer).padStart(32, "b"));
      const response = await fetch(`${shop.origin}/api/orders`, { method: "POST", headers, body });
      await response.arrayBuffer();
      answers.orders.push(response.status);
    }
  };
  const everybody = Promise.all([...Array.from({ length: visitors }, look), ...Array.from({ length: BUYERS }, buy)]);
  // Who meets an error before the end is heard when all are asked.
  everybody.catch(() => {});

  return {
    /** Ends it, and tells the status of every answer; rejects when a request met no answer. */
    async stop() {
      shopping = false;
      await everybody;
      return answers;
    },
  };
}
