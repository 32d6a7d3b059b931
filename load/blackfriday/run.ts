import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../../db/store.ts";
import type { OrderPage } from "../../protocol/orders.ts";
import { type OpenLoopReport, openLoop } from "../lib/open-loop.ts";
import { orderHeaders } from "../lib/orders.ts";
import { randomFrom } from "../lib/random.ts";
import { openWire, type Wire } from "../lib/wire.ts";
import type { TestAcquirer } from "./acquirer.ts";
import { readBooks } from "./books.ts";
import { type BuyerRecord, buy } from "./buyer.ts";
import { type Evidence, type Finding, judge } from "./judge.ts";
import { priceClock } from "./price-clock.ts";
import type { Scenario, Size } from "./scenario.ts";

const CONNECTIONS = 512;
/** Webhooks that are under way when the last buyer leaves may take this long to place their orders. */
const SETTLE_MS = 15_000;

export interface Rehearsal {
  readonly origin: URL;
  readonly store: Store;
  /** Null where cards go to somebody else's acquirer: buyers then pay on delivery. */
  readonly acquirer: TestAcquirer | null;
  readonly scenario: Scenario;
  readonly size: Size;
  readonly seed: number;
}

export interface RehearsalReport {
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
  readonly facts: readonly string[];
  readonly loop: OpenLoopReport;
}

/** Plays a scenario against a shop, then holds what buyers were told against the books. */
export async function rehearse({ origin, store, acquirer, scenario, size, seed }: Rehearsal): Promise<RehearsalReport> {
  const clock = priceClock();
  const wire = openWire(origin, CONNECTIONS);
  try {
    const script = await scenario.prepare({ random: randomFrom(seed), size, store, clock });
    const plans = acquirer ? script.plans : script.plans.map((plan) => ({ ...plan, payment: "on-delivery" as const }));
    const world = { wire, clock, pay: acquirer?.pay ?? (async () => false) };
    const records: BuyerRecord[] = [];
    const gone = new AbortController();
    const meanwhile = script.meanwhile?.(gone.signal);
    const loop = await openLoop(script.arrivals, async (index) => {
      const plan = plans[index];
      if (plan) records.push(await askLater(wire, await buy(world, plan)));
    }).finally(() => gone.abort());
    await meanwhile;
    const evidence = await settled(store, script.skus, records, acquirer);
    return {
      findings: [...judge(evidence), ...(script.demands?.(evidence) ?? [])],
      evidence,
      facts: script.facts(evidence.books),
      loop,
    };
  } finally {
    wire.close();
  }
}

/** Whoever got no answer looks at their orders later, as a shopper would, and then knows. */
async function askLater(wire: Wire, record: BuyerRecord): Promise<BuyerRecord> {
  if (record.outcome !== "unanswered") return record;
  const { Cookie = "" } = orderHeaders(wire.origin, record.plan.device);
  const answer = await wire.call({ method: "GET", path: "/api/orders", headers: { Cookie } });
  if (answer?.status !== 200) return record;
  const { items: orders } = JSON.parse(answer.body) as OrderPage;
  const [order] = orders;
  if (!order) return record;
  return { ...record, outcome: "ordered", order, orderIds: orders.map(({ id }) => id) };
}

/** The evidence once every paid order had time to be placed. */
async function settled(
  store: Store,
  skus: readonly string[],
  records: readonly BuyerRecord[],
  acquirer: TestAcquirer | null,
): Promise<Evidence> {
  const paid = new Set(records.flatMap(({ order, paid: took }) => (took && order ? [order.id] : [])));
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const books = await readBooks(store, skus);
    const open = books.orders.filter(({ id, status }) => paid.has(id) && status !== "placed");
    if (open.length === 0 || performance.now() > deadline) {
      return { records, books, charges: acquirer ? await acquirer.charges() : null };
    }
    await sleep(250);
  }
}
