import type { Page } from "@playwright/test";

/** Puts a mark into every cache. */
export function markCaches(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).put("/mark", new Response("here"));
  });
}

/** The names of the caches that still hold their mark. */
export function marksLeft(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const left: string[] = [];
    for (const name of await caches.keys()) if (await caches.match("/mark", { cacheName: name })) left.push(name);
    return left;
  });
}
