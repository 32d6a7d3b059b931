import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { etagOf } from "../../api/etag.ts";
import { HEADER } from "../../protocol/headers.ts";
import { encodePack, PACK_TYPE, type PackedFile } from "../../protocol/pack.ts";
import type { ManifestFile, SwManifest } from "../../protocol/sw-manifest.ts";
import { contentSecurityPolicy, SCRIPT_POLICY } from "../content-security-policy.ts";
import { encodeBody } from "../encoding.ts";
import { readJsonFile } from "../json-file.ts";
import { SECURITY_HEADERS } from "../security-headers.ts";
import type { PreparedAnswer } from "../send.ts";
import { TYPE_OF_ENDING } from "../static-files.ts";
import { getRelease, isReleaseId, type ReleaseRecord, releaseDir } from "./catalogue.ts";

const STATIC = "/_next/static/";
/** Packs of parts are kept for the visitors of one update; there are few different ones. */
const MAX_KEPT = 16;

async function packedFile(
  { id: release, basePath = "" }: ReleaseRecord,
  { url: address }: ManifestFile,
): Promise<PackedFile> {
  const next = join(releaseDir(release), "next");
  const url = address.slice(basePath.length);
  if (url.startsWith(STATIC)) {
    const bytes = new Uint8Array(await readFile(join(next, "static", url.slice(STATIC.length))));
    const type = TYPE_OF_ENDING[extname(url)] ?? "application/octet-stream";
    // A worker that is started from a script lives by the script's own policy.
    const policy: Record<string, string> = url.endsWith(".js") ? { "Content-Security-Policy": SCRIPT_POLICY } : {};
    const headers = { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable", ...policy };
    return { url: address, bytes, headers };
  }
  const html = await readFile(join(next, "server/app", `${url === "/" ? "/index" : url}.html`));
  const headers = {
    ...SECURITY_HEADERS,
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-cache",
    "Content-Security-Policy": contentSecurityPolicy(html.toString("utf8")),
    [HEADER.appVersion]: release,
  };
  return { url: address, bytes: new Uint8Array(html), headers };
}

/** The positions that `?files=` names, sorted; null where it names anything else than files of the shell. */
function readPositions(text: string, count: number): number[] | null {
  if (!/^\d{1,4}(,\d{1,4})*$/.test(text)) return null;
  const positions = [...new Set(text.split(",").map(Number))].sort((a, b) => a - b);
  return positions.every((position) => position < count) ? positions : null;
}

async function pack(record: ReleaseRecord, names: string | null): Promise<PreparedAnswer | null> {
  const manifest = await readJsonFile<SwManifest>(join(releaseDir(record.id), "sw-manifest.json"));
  const shell = manifest?.files.filter(({ group }) => group === "shell") ?? [];
  const positions = names === null ? [...shell.keys()] : readPositions(names, shell.length);
  if (positions === null || shell.length === 0) return null;
  const wanted = positions.map((position) => shell[position]).filter((file) => file !== undefined);
  const body = Buffer.from(encodePack(await Promise.all(wanted.map((file) => packedFile(record, file)))));
  return {
    status: 200,
    // The address names the release and the release its bytes.
    headers: {
      "Content-Type": PACK_TYPE,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    },
    body: await encodeBody(body),
    etag: etagOf(body),
  };
}

/**
 * The shell of a release that is still kept, in one body (C3): all of it, or the files whose positions in the manifest's
 * shell `?files=3,17` gives. Null where there is no such release or file. Each pack is made and compressed once.
 */
export function createPacks() {
  const kept = new Map<string, Promise<PreparedAnswer | null>>();
  return async (release: string, names: string | null): Promise<PreparedAnswer | null> => {
    const record = isReleaseId(release) ? await getRelease(release) : null;
    if (record === null) return null;
    const key = `${release} ${names ?? "all"}`;
    const answer = kept.get(key) ?? pack(record, names);
    kept.delete(key);
    kept.set(key, answer);
    answer.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    return answer;
  };
}
