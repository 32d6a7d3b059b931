import type { Shop } from "../../e2e/lib/shop.ts";
import { median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";
import { openSides, SIDES, type Side, type SideName, type Sides } from "../lib/sides.ts";

const ROUNDS = 40;
const LATENCY_MS = 180;
const SLOWDOWN = 4;

function timed({ page }: Side, url: string): Promise<number> {
  return page.evaluate(async (address) => {
    const started = performance.now();
    await (await fetch(address, { cache: "no-store" })).arrayBuffer();
    return performance.now() - started;
  }, url);
}

/** Interleaved rounds of one file over all sides, milliseconds; the pages' CPU is slowed down by this much. */
async function measure(sides: Sides["sides"], script: string, slowdown: number): Promise<Record<SideName, number>> {
  const times: Record<SideName, number[]> = { ours: [], stock: [], none: [] };
  for (const name of SIDES) {
    await sides[name].session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await timed(sides[name], script);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    // Whoever is measured first pays for what the machine did before: turn about.
    const order = round % 2 === 0 ? SIDES : [...SIDES].reverse();
    for (const name of order) times[name].push(await timed(sides[name], script));
  }
  return { ours: median(times.ours), stock: median(times.stock), none: median(times.none) };
}

/** A precached file as this worker, stock Serwist and a network of 180 ms answer it (C3). */
export async function benchAnswers(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const { sides, close } = await openSides(shop, LATENCY_MS);
  try {
    const script = await sides.ours.page.locator("script[src^='/_next/static/']").first().getAttribute("src");
    if (!script) throw new Error("the page has no script to measure");
    const plain = await measure(sides, script, 1);
    const slow = await measure(sides, script, SLOWDOWN);
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    return {
      title: "A precached file",
      ratios: [
        {
          name: `from the worker ÷ over a network of ${LATENCY_MS} ms (to beat 0.03)`,
          value: plain.ours / plain.none,
          atMost: 0.04,
          detail: `${ms(plain.ours)} against ${ms(plain.none)}, median of ${ROUNDS} interleaved rounds`,
        },
        {
          name: "from the worker ÷ from stock Serwist (to beat 0.8)",
          value: plain.ours / plain.stock,
          atMost: 1,
          detail: `${ms(plain.ours)} against ${ms(plain.stock)}, median of ${ROUNDS} interleaved rounds`,
        },
        {
          name: `the same with the page at ${SLOWDOWN}× CPU slowdown, which does not reach a worker`,
          value: slow.ours / slow.stock,
          detail: `${ms(slow.ours)} against ${ms(slow.stock)} from stock Serwist and ${ms(slow.none)} over the network`,
        },
      ],
    };
  } finally {
    await close();
  }
}
