import { uuidv7 } from "../../protocol/ids.ts";
import { type HammerResult, hammer, median, type Shot } from "../lib/hammer.ts";
import { orderHeaders, orderOf, seePrices } from "../lib/orders.ts";
import type { Ratio } from "../lib/report.ts";
import { openStand } from "../lib/stand.ts";

const ROUNDS = 5;
const COUNT = 2_500;
const CONNECTIONS = 64;
const PLENTY = 1_000_000;

/** Bodies made beforehand, one per SKU, so that making them is not measured. */
async function ordersOf(origin: string, skus: readonly string[], path: string): Promise<(index: number) => Shot> {
  const bodies = (await seePrices(origin, skus)).map((seen) => JSON.stringify(orderOf(seen)));
  return (index) => {
    const headers = orderHeaders(origin, uuidv7().replaceAll("-", ""));
    return { method: "POST", path, headers, body: bodies[index % bodies.length] ?? "" };
  };
}

/**
 * Durable orders over HTTP, full rows, paid on delivery: against an echo handler in the same app with the same schema, against
 * the same shop with a commit of its own for each order, and all for one SKU against all SKUs alike.
 */
export async function benchOrders(): Promise<{ title: string; ratios: Ratio[] }> {
  const shop = await openStand({ stock: PLENTY });
  const oneByOne = await openStand({ stock: PLENTY, group: 1 });
  try {
    const { origin } = shop.server();
    const alone = oneByOne.server().origin;
    const runs = {
      echo: { origin, shot: await ordersOf(origin, shop.skus, "/api/echo") },
      uniform: { origin, shot: await ordersOf(origin, shop.skus, "/api/orders") },
      hot: { origin, shot: await ordersOf(origin, shop.skus.slice(0, 1), "/api/orders") },
      oneByOne: { origin: alone, shot: await ordersOf(alone, oneByOne.skus, "/api/orders") },
    } as const;
    const names = Object.keys(runs) as (keyof typeof runs)[];
    const results: Record<keyof typeof runs, HammerResult[]> = { echo: [], uniform: [], hot: [], oneByOne: [] };
    // The first round warms up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of names) {
        const { origin, shot } = runs[name];
        const result = await hammer(origin, { count: COUNT, connections: CONNECTIONS, shot });
        if (result.statuses[201] !== COUNT) throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
        if (round > 0) results[name].push(result);
      }
    }
    return { title: "Orders", ratios: ratiosOf(results) };
  } finally {
    await Promise.all([shop.stop(), oneByOne.stop()]);
  }
}

type Results = Readonly<Record<"echo" | "uniform" | "hot" | "oneByOne", readonly HammerResult[]>>;

function ratiosOf(results: Results): Ratio[] {
  const middle = (name: keyof Results, of: (result: HammerResult) => number) => median(results[name].map(of));
  const rate = (name: keyof Results) => `${Math.round(middle(name, (result) => result.perSecond))}/s`;
  const against = (one: keyof Results, other: keyof Results, of: (result: HammerResult) => number) =>
    median(results[one].map((result, round) => of(result) / of(results[other][round] ?? result)));
  const perSecond = (result: HammerResult) => result.perSecond;
  const p99 = (result: HammerResult) => result.p99;
  return [
    {
      name: "durable orders per second ÷ echo handler in the same app",
      value: against("uniform", "echo", perSecond),
      atLeast: 0.2,
      detail: `${rate("uniform")} against ${rate("echo")}, ${CONNECTIONS} connections, median of ${ROUNDS} interleaved rounds`,
    },
    {
      name: "orders that share commits ÷ one commit per order",
      value: against("uniform", "oneByOne", perSecond),
      atLeast: 1.7,
      detail: `${rate("uniform")} against ${rate("oneByOne")}`,
    },
    {
      name: "all for one SKU ÷ all SKUs alike",
      value: against("hot", "uniform", perSecond),
      atLeast: 0.9,
      detail: `${rate("hot")} against ${rate("uniform")}`,
    },
    {
      name: "p99 of an order ÷ p99 of the echo",
      value: against("uniform", "echo", p99),
      atMost: 5,
      detail: `${middle("uniform", p99).toFixed(1)} ms against ${middle("echo", p99).toFixed(1)} ms`,
    },
  ];
}
