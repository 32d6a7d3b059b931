import type { Shop } from "../../e2e/lib/shop.ts";
import { median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";
import { openSides, SIDES, type Side, type SideName } from "../lib/sides.ts";

const ROUNDS = 20;
const LATENCY_MS = 180;
const PATH = "/product/road-end-mug";

/** Milliseconds from the start of a navigation to the last byte of its document, with the worker's process stopped before. */
async function coldNavigation({ page, session }: Side): Promise<number> {
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await page.goto(PATH, { waitUntil: "load" });
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation");
    return entry instanceof PerformanceNavigationTiming ? entry.responseEnd - entry.startTime : Number.NaN;
  });
}

/** A document over a network of 180 ms through a worker that has to be started first, and without any (C7, C17). */
export async function benchNavigation(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const { sides, close } = await openSides(shop, LATENCY_MS);
  try {
    const times: Record<SideName, number[]> = { ours: [], stock: [], none: [] };
    for (const name of SIDES) await coldNavigation(sides[name]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = round % 2 === 0 ? SIDES : [...SIDES].reverse();
      for (const name of order) times[name].push(await coldNavigation(sides[name]));
    }
    const ratio = (name: SideName) => median(times[name]) / median(times.none);
    return {
      title: "A navigation through a cold worker",
      ratios: [
        {
          name: "document through the stopped worker ÷ without a worker (to beat 1.05)",
          value: ratio("ours"),
          atMost: 1.1,
          detail:
            `${median(times.ours).toFixed(0)} ms against ${median(times.none).toFixed(0)} ms at ${LATENCY_MS} ms latency, ` +
            `stock Serwist ${median(times.stock).toFixed(0)} ms (${ratio("stock").toFixed(3)}), median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await close();
  }
}
