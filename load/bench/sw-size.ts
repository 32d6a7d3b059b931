import { brotliCompressSync } from "node:zlib";
import type { Shop } from "../../e2e/lib/shop.ts";
import type { Ratio } from "../lib/report.ts";
import { buildStockWorker } from "../lib/stock-worker.ts";

const LIMIT_BYTES = 24 * 1024;

/** What the worker's script weighs on the wire. */
export async function benchWorkerSize(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const weigh = (text: string) => brotliCompressSync(text).byteLength;
  const ours = weigh(await (await fetch(`${shop.origin}/sw.js`)).text());
  const stock = weigh(await buildStockWorker(shop.origin));
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  return {
    title: "The worker's script",
    ratios: [
      {
        name: "brotli ÷ 24 KB (to beat 0.667, which is 16 KB)",
        value: ours / LIMIT_BYTES,
        atMost: 1,
        detail: `${kilobytes(ours)} with the list of its files; stock Serwist with the same files ${kilobytes(stock)}`,
      },
    ],
  };
}
