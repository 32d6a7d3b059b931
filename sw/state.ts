import { deviceDatabase } from "../offline/database.ts";
import { queueCounts } from "../offline/outbox.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { isLite, storageEstimate } from "./budget.ts";
import { parseCacheName } from "./cache-names.ts";
import { hitRatio } from "./hits.ts";
import { idleTimes } from "./idle.ts";
import { inWords, lastLines } from "./log.ts";
import { knownPriceVersion } from "./price-versions.ts";
import { liveReport, releaseReport } from "./report.ts";
import { scopePath, worker } from "./scope.ts";
import { currentMode } from "./trust.ts";

/** Whatever is broken, the page must still come. */
const PATIENCE_MS = 2_000;

async function cacheSizes(): Promise<Record<string, number>> {
  const names = (await caches.keys()).filter((name) => parseCacheName(name)?.scope === scopePath());
  const sizes = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  // Whose answers they are is nobody's business.
  return Object.fromEntries(names.map((name, index) => [name.replace(/@.*$/, ""), sizes[index] ?? 0]));
}

async function storage() {
  const { usage = null, quota = null } = await storageEstimate();
  return { usage, quota, lite: await isLite() };
}

async function windows(): Promise<number> {
  return (await worker.clients.matchAll({ type: "window", includeUncontrolled: true })).length;
}

/** What the worker tells about itself, in this order. */
const SECTIONS: Readonly<Record<string, () => unknown>> = {
  worker: () => ({ version: RELEASE_ID, scope: scopePath() }),
  state: () => currentMode().mode,
  reason: () => currentMode().reason,
  live: liveReport,
  releases: releaseReport,
  windows,
  prices: knownPriceVersion,
  idle: idleTimes,
  outbox: async () => queueCounts(await deviceDatabase()),
  storage,
  hits: hitRatio,
  caches: cacheSizes,
  log: lastLines,
};

/** What a part says, or why it cannot: the page is for days when things are broken. */
async function ask(read: () => unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, { problem: "no answer in time" });
  });
  try {
    return await Promise.race([Promise.resolve().then(read), late]);
  } catch (error) {
    return { problem: inWords(error) };
  } finally {
    clearTimeout(timer);
  }
}

function lineOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return [`${name}:`, ...value.map((item) => `  ${short(item)}`)].join("\n");
  if (typeof value !== "object" || value === null) return `${name}: ${value}`;
  return [`${name}:`, ...Object.entries(value).map(([key, part]) => `  ${key}: ${short(part)}`)].join("\n");
}

function short(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** I3: what the worker knows about itself, as text, or as JSON on request; no personal data, in every state, offline. */
export async function answerState(event: FetchEvent): Promise<Response> {
  const names = Object.keys(SECTIONS);
  const values = await Promise.all(Object.values(SECTIONS).map(ask));
  const state = names.map((name, index): [string, unknown] => [name, values[index]]);
  const url = new URL(event.request.url);
  const json =
    url.searchParams.get("format") === "json" ||
    (event.request.headers.get("Accept") ?? "").includes("application/json");
  const body = json
    ? JSON.stringify(Object.fromEntries(state))
    : `${state.map(([name, value]) => lineOf(name, value)).join("\n")}\n`;
  return new Response(body, {
    headers: {
      "Content-Type": json ? "application/json" : "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}
