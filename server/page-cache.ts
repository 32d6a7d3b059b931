import { IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { etagOf } from "../api/etag.ts";
import { HEADER } from "../protocol/headers.ts";
import { Refused } from "./admission.ts";
import { type CapturedAnswer, captureAnswer, type NodeHandler } from "./capture.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { HOST_MARK } from "./dynamic-pages.ts";
import { encodeBody } from "./encoding.ts";
import { withLateScripts } from "./late-scripts.ts";
import type { PreparedAnswer } from "./send.ts";

/** Within this time a page is sent as it is; stock in words may lag by it, prices never do: they are in the key. */
const FRESH_MS = 5_000;
/** Up to this age a page is sent once more while it is rendered anew. */
const STALE_MS = 60_000;
const MAX_BYTES = 96 * 1024 * 1024;
const MAX_ENTRIES = 2_000;

/** Request headers by which Next's answers to one URL differ. */
const VARYING = ["rsc", "next-router-prefetch", "next-router-segment-prefetch", "next-router-state-tree", "next-url"];

const DROPPED = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "etag",
  "date",
  "set-cookie",
]);

interface Entry {
  readonly answer: PreparedAnswer;
  readonly storedAt: number;
  readonly bytes: number;
}

export interface PageCache {
  /** The answer to a GET or HEAD of a page. */
  get(request: IncomingMessage): Promise<PreparedAnswer>;
  readonly counts: { hits: number; stale: number; misses: number };
}

/**
 * The request that Next sees: only what its answer may depend on, so that no cookie and no language of one visitor can
 * reach a page that everybody is sent.
 */
function anonymousGet(request: IncomingMessage): IncomingMessage {
  const anonymous = new IncomingMessage(new Socket());
  anonymous.method = "GET";
  anonymous.url = request.url ?? "/";
  // One copy serves every host name: which one the first visitor used, or made up, must not get into it.
  anonymous.headers.host = "localhost";
  anonymous.headers[HOST_MARK] = "1";
  for (const name of VARYING) {
    const value = request.headers[name];
    if (value !== undefined) anonymous.headers[name] = value;
  }
  anonymous.push(null);
  return anonymous;
}

function keyOf(request: IncomingMessage, priceVersion: number): string {
  const varying = VARYING.map((name) => String(request.headers[name] ?? "")).join("\n");
  return `${priceVersion}\n${request.url}\n${varying}`;
}

const isHtml = ({ headers }: CapturedAnswer) => String(headers["content-type"] ?? "").startsWith("text/html");

/** Static documents were treated when the release was built, because the worker knows their hashes. */
function finished(captured: CapturedAnswer): CapturedAnswer {
  if (!isHtml(captured)) return captured;
  return { ...captured, body: Buffer.from(withLateScripts(captured.body.toString("utf8"))) };
}

function headersOf(captured: CapturedAnswer, priceVersion: number, release: string): OutgoingHttpHeaders {
  const kept = Object.entries(captured.headers).filter(([name]) => !DROPPED.has(name.toLowerCase()));
  const headers: OutgoingHttpHeaders = Object.fromEntries(kept);
  // Always asked for again: the worker and a CDN revalidate by ETag, so that a deploy or a price change is seen at once.
  headers["cache-control"] = captured.status === 200 ? "no-cache" : "no-store";
  headers[HEADER.appVersion] = release;
  // A payload carries the same mark as its page (P1).
  if (/<meta name="price-version"|"name":"price-version"/.test(captured.body.toString("latin1")))
    headers[HEADER.priceVersion] = String(priceVersion);
  if (isHtml(captured)) headers["content-security-policy"] = contentSecurityPolicy(captured.body.toString("utf8"));
  return headers;
}

/**
 * Keeps Next's answers precompressed in memory, keyed by URL and price version. Pages hold no visitor's data, so one
 * copy serves everybody; rendering one costs Next some thirty times of sending it.
 */
export function createPageCache(options: {
  readonly render: NodeHandler;
  readonly release: string;
  readonly priceVersion: () => number;
  readonly now?: () => number;
}): PageCache {
  const now = options.now ?? Date.now;
  const entries = new Map<string, Entry>();
  const rendering = new Map<string, Promise<PreparedAnswer>>();
  const counts = { hits: 0, stale: 0, misses: 0 };
  let held = 0;

  const drop = (key: string) => {
    held -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  const store = (key: string, answer: PreparedAnswer) => {
    const { identity, br, gzip } = answer.body;
    const bytes = identity.length + (br?.length ?? 0) + (gzip?.length ?? 0);
    drop(key);
    entries.set(key, { answer, storedAt: now(), bytes });
    held += bytes;
    for (const oldest of entries.keys()) {
      if (held <= MAX_BYTES && entries.size <= MAX_ENTRIES) break;
      drop(oldest);
    }
  };

  const render = (key: string, request: IncomingMessage, priceVersion: number): Promise<PreparedAnswer> => {
    const running = rendering.get(key);
    if (running) return running;
    const work = (async () => {
      const captured = finished(await captureAnswer(options.render, anonymousGet(request)));
      const answer: PreparedAnswer = {
        status: captured.status,
        headers: headersOf(captured, priceVersion, options.release),
        body: await encodeBody(captured.body),
        etag: etagOf(captured.body),
      };
      // A page rendered while prices moved may hold either version: it is sent once and not kept.
      if (captured.status === 200 && options.priceVersion() === priceVersion) store(key, answer);
      return answer;
    })().finally(() => rendering.delete(key));
    rendering.set(key, work);
    return work;
  };

  return {
    counts,
    async get(request) {
      const priceVersion = options.priceVersion();
      const key = keyOf(request, priceVersion);
      const entry = entries.get(key);
      const age = entry ? now() - entry.storedAt : Number.POSITIVE_INFINITY;
      if (!entry || age > STALE_MS) {
        counts.misses += 1;
        return render(key, request, priceVersion).catch((error: unknown) => {
          // Under a rush an old page of the same prices is better than none.
          if (entry && error instanceof Refused) return entry.answer;
          throw error;
        });
      }
      // Moves it to the young end of the map, which evicts from the old end.
      entries.delete(key);
      entries.set(key, entry);
      if (age <= FRESH_MS) {
        counts.hits += 1;
      } else {
        counts.stale += 1;
        render(key, request, priceVersion).catch((error: unknown) => {
          if (!(error instanceof Refused)) drop(key);
        });
      }
      return entry.answer;
    },
  };
}
