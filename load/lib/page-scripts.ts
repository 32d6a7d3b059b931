import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Browser, Page, Request, Response } from "playwright-core";

export interface ScriptWeight {
  readonly files: number;
  readonly brotli: number;
  readonly gzip: number;
}

const REST_MS = 1_000;

const isScript = (request: Request) => request.resourceType() === "script";

/** Resolves when scripts have come, none is under way and none was asked for in a second: they come after the largest picture, so a network that rests for the first time may have brought none yet. */
function scriptsRest(page: Page): Promise<void> {
  return new Promise((resolve) => {
    let underWay = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    page.on("request", (request) => {
      if (!isScript(request)) return;
      underWay += 1;
      clearTimeout(timer);
    });
    const ended = (request: Request) => {
      if (!isScript(request)) return;
      underWay -= 1;
      if (underWay === 0) timer = setTimeout(resolve, REST_MS);
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
  });
}

/**
 * What the scripts weigh that Chromium really loads for a page, untouched and until they rest: each compressed by itself, as
 * it travels. The worker stays out, because it fetches what other pages need.
 */
export async function weighScripts(browser: Browser, url: string): Promise<ScriptWeight> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const bodies: Promise<Buffer>[] = [];
    const take = (response: Response) => {
      if (isScript(response.request())) bodies.push(response.body());
    };
    page.on("response", take);
    const rest = scriptsRest(page);
    await page.goto(url);
    await rest;
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
