import { openShop, type Shop } from "../../e2e/lib/shop.ts";
import { median } from "../lib/hammer.ts";
import { requireLoopback } from "../lib/loopback.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 15;
const firstIn = (html: string, pattern: RegExp, what: string): string => {
  const [, found] = pattern.exec(html) ?? [];
  if (!found) throw new Error(`the page has no ${what}`);
  return found.replaceAll("&amp;", "&");
};

async function read(shop: Shop, path: string): Promise<string> {
  const url = new URL(path, requireLoopback(shop.origin));
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return text;
}

/** The same states of either shop, each by an address of its own. */
async function statesOf(shop: Shop): Promise<Record<string, string>> {
  const category = firstIn(await read(shop, "/"), /href="(\/category\/[\w-]+)"/, "category");
  const shelf = await read(shop, category);
  return {
    home: "/",
    category,
    "category, sorted": `${category}?sort=price-up`,
    "category, narrowed": `${category}?stock=in&price=2&sort=price-down`,
    // A shelf of the ordinary shop may fit one page: then the second page of the large one is held against that.
    "category, second page": /href="([^"]*[?&]after=[^"]+)"/.exec(shelf)?.[1]?.replaceAll("&amp;", "&") ?? category,
    product: firstIn(shelf, /href="(\/product\/[\w-]+)"/, "product"),
    search: "/search?q=lantern",
    "search, mistyped": "/search?q=lantren",
  };
}

/** Milliseconds until the whole page is here, rendered anew: an address that nobody asked for yet is in no cache. */
async function timePage(shop: Shop, path: string, visit: string): Promise<number> {
  const began = performance.now();
  await read(shop, `${path}${path.includes("?") ? "&" : "?"}visit=${visit}`);
  return performance.now() - began;
}

/**
 * Every page of the shop with 10,000 products against the same page of the ordinary one, rendered anew each time. No bound
 * is set: a full shelf has more tiles to render than the short one that it is held against.
 */
export async function benchLarge(small: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const began = performance.now();
  const large = await openShop({ env: { SEED_PROFILE: "large" } });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  try {
    const [smallStates, largeStates] = [await statesOf(small), await statesOf(large)];
    const ratios: Ratio[] = [];
    for (const [name, path] of Object.entries(smallStates)) {
      const times: { small: number; large: number }[] = [];
      for (let round = -2; round < ROUNDS; round += 1) {
        const pair = {
          small: await timePage(small, path, `${name}${round}`.replaceAll(/\W/g, "")),
          large: await timePage(large, largeStates[name] ?? path, `${name}${round}`.replaceAll(/\W/g, "")),
        };
        // The first two rounds only warm both shops up.
        if (round >= 0) times.push(pair);
      }
      const [ours, theirs] = [median(times.map((pair) => pair.large)), median(times.map((pair) => pair.small))];
      ratios.push({
        name: `${name}: 10,000 products ÷ the ordinary catalogue`,
        value: ours / theirs,
        detail: `${ours.toFixed(1)} ms against ${theirs.toFixed(1)} ms, median of ${ROUNDS} interleaved rounds, no cache`,
      });
    }
    return { title: `The large catalogue (open after ${seconds} s)`, ratios };
  } finally {
    await large.stop();
  }
}
