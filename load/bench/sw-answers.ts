import type { Shop } from "../../e2e/lib/shop.ts";
import { median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";
import { openSides, SIDES, type Side, type SideName } from "../lib/sides.ts";

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

/** A precached file as this worker, stock Serwist and a network of 180 ms answer it, in pages at 4× CPU slowdown (C3). */
export async function benchAnswers(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const { sides, close } = await openSides(shop, LATENCY_MS);
  try {
    const script = await sides.ours.page.locator("script[src^='/_next/static/']").first().getAttribute("src");
    if (!script) throw new Error("the page has no script to measure");
    const times: Record<SideName, number[]> = { ours: [], stock: [], none: [] };
    for (const name of SIDES) {
      await sides[name].session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
      await timed(sides[name], script);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      // Whoever is measured first pays for what the machine did before: turn about.
      const order = round % 2 === 0 ? SIDES : [...SIDES].reverse();
      for (const name of order) times[name].push(await timed(sides[name], script));
    }
    const middle = (name: SideName) => median(times[name]);
    const ms = (name: SideName) => `${middle(name).toFixed(1)} ms`;
    const how = `pages at ${SLOWDOWN}× CPU slowdown (workers cannot be slowed), median of ${ROUNDS} interleaved rounds`;
    return {
      title: "A precached file",
      ratios: [
        {
          name: `from the worker ÷ over a network of ${LATENCY_MS} ms (to beat 0.03)`,
          value: middle("ours") / middle("none"),
          atMost: 0.04,
          detail: `${ms("ours")} against ${ms("none")}, ${how}`,
        },
        {
          name: "from the worker ÷ from stock Serwist (to beat 0.8)",
          value: middle("ours") / middle("stock"),
          atMost: 1,
          detail: `${ms("ours")} against ${ms("stock")}, ${how}`,
        },
      ],
    };
  } finally {
    await close();
  }
}
