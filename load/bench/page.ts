import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Shop } from "../../e2e/lib/shop.ts";
import { startBareServer } from "../lib/bare.ts";
import { type HammerResult, hammer, median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 5;
const COUNT = 3_000;
const CONNECTIONS = 16;

async function firstProductPath(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/products?limit=1`);
  const { items } = (await response.json()) as { items: { slug: string }[] };
  const [first] = items;
  if (!first) throw new Error("the shop has no product to measure");
  return `/product/${first.slug}`;
}

/** A cached product page from the host against a bare Node server that sends the same compressed bytes. */
export async function benchPage(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const path = await firstProductPath(shop.origin);
  const html = await (await fetch(`${shop.origin}${path}`)).text();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  const file = join(folder, "page.br");
  await writeFile(file, brotliCompressSync(html));
  const bare = await startBareServer(file);
  const shot = () => ({ method: "GET" as const, path, headers: { "Accept-Encoding": "br" } });
  const measure = (origin: string) => hammer(origin, { count: COUNT, connections: CONNECTIONS, shot });
  try {
    await measure(shop.origin);
    await measure(bare.origin);
    const ours: HammerResult[] = [];
    const theirs: HammerResult[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await measure(shop.origin));
      theirs.push(await measure(bare.origin));
    }
    const value = median(theirs.map((result, index) => result.perSecond / (ours[index]?.perSecond ?? 1)));
    const rate = (results: HammerResult[]) => Math.round(median(results.map(({ perSecond }) => perSecond)));
    return {
      title: "A catalogue page",
      ratios: [
        {
          name: "time per cached product page ÷ bare Node server sending the same bytes",
          value,
          atMost: 2,
          detail: `${rate(ours)}/s against ${rate(theirs)}/s, ${CONNECTIONS} connections, median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await bare.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
