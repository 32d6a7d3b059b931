import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { readKillSwitches } from "../api/kill-switches.ts";
import { HEADER } from "../protocol/headers.ts";
import { shop } from "../shop.config.ts";
import { SCRIPT_POLICY } from "./content-security-policy.ts";
import { dataDir } from "./paths.ts";
import { releaseDir } from "./release/catalogue.ts";
import { manifestAnswer } from "./release/manifest.ts";
import { splitWith } from "./release/split.ts";
import { sendAway, sendPrepared, sendText } from "./send.ts";
import type { createFileCache } from "./static-files.ts";

const WORKER = "/sw.js";
const MANIFEST = "/sw-manifest.json";
const FORMER: readonly string[] = shop.formerWorkers;

/** Addresses at which browsers look for the worker and what belongs to it; none of them ever redirects (I4). */
export function isWorkerFile(pathname: string): boolean {
  return pathname === WORKER || pathname === MANIFEST || FORMER.includes(pathname);
}

/** Sends the worker, its manifest or the safety worker, as the kill switches stand at this moment. */
export async function sendWorkerFile(
  request: IncomingMessage,
  response: ServerResponse,
  options: {
    readonly pathname: string;
    readonly release: string;
    readonly minApiVersion: number;
    readonly file: ReturnType<typeof createFileCache>;
    /** The base path where the release of this address is not the one that is served here (R9); null for its own. */
    readonly gone: string | null;
  },
): Promise<void> {
  const { pathname, release, minApiVersion, file, gone } = options;
  if (request.method !== "GET" && request.method !== "HEAD")
    return sendText(response, 405, "read this only", { Allow: "GET, HEAD", "Cache-Control": "no-store" });
  // A release beside whose process is only being started again must not lose its worker over it.
  if (gone !== null && (await splitWith(gone)) !== null) return sendAway(response);
  response.setHeader(HEADER.appVersion, release);
  const kill = readKillSwitches(dataDir());
  if (pathname === MANIFEST) {
    // K1: a worker that is told so twice, a minute apart, leaves.
    if (kill.manifestGone || gone !== null)
      return sendText(response, 410, "this shop has no worker any more", { "Cache-Control": "no-store" });
    return sendPrepared(request, response, await manifestAnswer(release, { kill: kill.flag, minApiVersion }));
  }
  response.setHeader("Content-Security-Policy", SCRIPT_POLICY);
  // K2: a worker that an earlier shop left at an address of its own is always sent away.
  const name = kill.safetyWorker || gone !== null || pathname !== WORKER ? "safety-worker.js" : "sw.js";
  sendPrepared(request, response, await file(join(releaseDir(release), name), "no-cache"));
}
