import { deviceDatabase } from "../offline/database.ts";
import { queueCounts } from "../offline/outbox.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { parseCacheName } from "./cache-names.ts";
import { MANIFEST } from "./manifest.ts";
import { scopePath } from "./scope.ts";

async function cacheSizes(): Promise<Record<string, number>> {
  const names = (await caches.keys()).filter((name) => parseCacheName(name)?.scope === scopePath());
  const sizes = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return Object.fromEntries(names.map((name, index) => [name, sizes[index] ?? 0]));
}

async function outboxCounts(): Promise<{ waiting: number; needsYou: number } | null> {
  try {
    return await queueCounts(await deviceDatabase());
  } catch {
    // The page is for days when things are broken; it says what it cannot know.
    return null;
  }
}

function asText(state: Record<string, unknown>): string {
  const line = ([name, value]: [string, unknown]) =>
    `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`;
  return `${Object.entries(state).map(line).join("\n")}\n`;
}

/** I3: what the worker knows about itself, as text, or as JSON on request; no personal data. */
export async function answerState(event: FetchEvent): Promise<Response> {
  const state = {
    release: RELEASE_ID,
    precached: MANIFEST.length,
    outbox: await outboxCounts(),
    caches: await cacheSizes(),
  };
  const url = new URL(event.request.url);
  const json =
    url.searchParams.get("format") === "json" ||
    (event.request.headers.get("Accept") ?? "").includes("application/json");
  return new Response(json ? JSON.stringify(state) : asText(state), {
    headers: {
      "Content-Type": json ? "application/json" : "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}
