import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";

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
    const take = (response: Response) => {
      if (response.request().resourceType() === "script") bodies.push(response.body());
    };
    page.on("response", take);
    await page.goto(url, { waitUntil: "networkidle" });
    // What a page fetches when it has rested may come when this one is closed.
    page.off("response", take);
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
