import lighthouse from "lighthouse";
import { buildTestReleases } from "../e2e/lib/releases.ts";
import { openShop } from "../e2e/lib/shop.ts";
import { startBrowser } from "./lib/browser.ts";
import { median } from "./lib/hammer.ts";

const RUNS = 3;
const PAGES = { home: "/", category: "/category/kitchen", product: "/product/skerry-oilskin", cart: "/cart" } as const;

/** The least of each category, out of 100. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 } as const;
type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as Category[];

interface Run {
  readonly scores: Readonly<Record<Category, number>>;
  readonly layoutShift: number;
  /** Audits that cost points, such as "color-contrast". */
  readonly failed: readonly string[];
}

/** What Lighthouse says when the browser's trace lacks its beginning, which tells nothing of the page. */
const NO_TRACE = ["NO_NAVSTART", "NO_TRACING_STARTED"];
const MOST_TRIES = 3;

/** One visit with an empty browser, as a phone on a slow network; a visit that could not be recorded is made again. */
async function visit(url: string, tries = 1): Promise<Run> {
  const browser = await startBrowser();
  try {
    const result = await lighthouse(url, { port: browser.port, onlyCategories: [...CATEGORIES], logLevel: "error" });
    if (!result) throw new Error(`no result for ${url}`);
    const { audits, categories, runtimeError } = result.lhr;
    if (runtimeError && NO_TRACE.includes(runtimeError.code) && tries < MOST_TRIES) {
      console.log(`     ${url} was not recorded: once more`);
      return await visit(url, tries + 1);
    }
    if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
    const scoreOf = (name: Category) => Math.round((categories[name]?.score ?? 0) * 100);
    const weighed = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0);
    return {
      scores: {
        performance: scoreOf("performance"),
        accessibility: scoreOf("accessibility"),
        "best-practices": scoreOf("best-practices"),
        seo: scoreOf("seo"),
      },
      layoutShift: audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN,
      failed: weighed.filter(({ id }) => (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id),
    };
  } finally {
    await browser.stop();
  }
}

/** Prints a page's medians; false when one is below its least. */
function report(name: string, runs: readonly Run[]): boolean {
  const scores = CATEGORIES.map((category) => ({
    category,
    score: median(runs.map((run) => run.scores[category])),
    least: LEAST[category],
  }));
  const shift = Math.max(...runs.map((run) => run.layoutShift));
  const failed = [...new Set(runs.flatMap((run) => run.failed))];
  const within = scores.every(({ score, least }) => score >= least) && shift === 0;
  const words = scores.map(
    ({ category, score, least }) => `${category} ${score}${score < least ? ` (below ${least})` : ""}`,
  );
  console.log(`${within ? "ok  " : "FAIL"} ${name}: ${words.join(", ")}, layout shift ${shift}`);
  if (failed.length > 0) console.log(`     points lost at: ${failed.join(", ")}`);
  return within;
}

await buildTestReleases();
const shop = await openShop();
let within = true;
try {
  console.log(`Lighthouse, mobile, median of ${RUNS}`);
  for (const [name, path] of Object.entries(PAGES)) {
    const runs: Run[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await visit(`${shop.origin}${path}`));
    within = report(`${name} (${path})`, runs) && within;
  }
} finally {
  await shop.stop();
}
process.exit(within ? 0 : 1);
