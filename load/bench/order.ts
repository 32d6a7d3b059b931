import { randomBytes } from "node:crypto";
import { setStock } from "../../db/queries/stock.ts";
import { openStore } from "../../db/store.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { startBareServer } from "../lib/bare.ts";
import { type HammerResult, hammer, median } from "../lib/hammer.ts";
import { orderHeaders, orderOf, plentifulSku, seePrice } from "../lib/orders.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 5;
const COUNT = 800;
const CONNECTIONS = 64;

async function fillStock(shop: Shop, sku: string, available: number): Promise<void> {
  const store = await openStore({ dataDir: shop.dataDir });
  try {
    await store.tx((db) => setStock(db, sku, available));
  } finally {
    await store.close();
  }
}

/** A durable order over HTTP against a bare Node server that parses the same body and sends it back. */
export async function benchOrder(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const sku = await plentifulSku(shop.origin);
  await fillStock(shop, sku, (ROUNDS + 1) * COUNT);
  const body = JSON.stringify(orderOf(await seePrice(shop.origin, sku)));
  const device = randomBytes(16).toString("hex");
  const bare = await startBareServer();
  const measure = (origin: string) =>
    hammer(origin, {
      count: COUNT,
      connections: CONNECTIONS,
      shot: () => ({ method: "POST", path: "/api/orders", headers: orderHeaders(origin, device), body }),
    });
  try {
    await measure(shop.origin);
    await measure(bare.origin);
    const ours: HammerResult[] = [];
    const theirs: HammerResult[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measure(shop.origin));
      theirs.push(await measure(bare.origin));
    }
    const placed = ours.reduce((sum, { statuses }) => sum + (statuses[201] ?? 0), 0);
    if (placed !== ROUNDS * COUNT) throw new Error(`only ${placed} of ${ROUNDS * COUNT} orders were placed`);
    const value = median(ours.map((result, index) => result.perSecond / (theirs[index]?.perSecond ?? 1)));
    const middle = (results: HammerResult[], of: (result: HammerResult) => number) =>
      Math.round(median(results.map(of)));
    return {
      title: "An order",
      ratios: [
        {
          name: "durable orders per second ÷ bare Node server echoing the same body",
          value,
          detail:
            `${middle(ours, (r) => r.perSecond)}/s (p99 ${middle(ours, (r) => r.p99)} ms) against ` +
            `${middle(theirs, (r) => r.perSecond)}/s, ${CONNECTIONS} connections, median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await bare.stop();
  }
}
