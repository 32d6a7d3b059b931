import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";

export interface ScriptWeight {
  readonly files: number;
  readonly brotli: number;
  readonly gzip: number;
}

/**
 * What the scripts weigh that Chromium really loads for a page, untouched and until the network rests: each compressed by
 * itself, as it travels. The worker stays out, because it fetches what other pages need.
 */
export async function weighScripts(browser: Browser, url: string): Promise<ScriptWeight> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") bodies.push(response.body());
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const scripts = await Promise.all(bodies);
    const sum = (weigh: (script: Buffer) => number) => scripts.reduce((total, script) => total + weigh(script), 0);
    return {
      files: scripts.length,
      brotli: sum((script) => brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length),
      gzip: sum((script) => gzipSync(script, { level: 9 }).length),
    };
  } finally {
    await context.close();
  }
}
