import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { etagOf } from "../../api/etag.ts";
import { encodeBody } from "../encoding.ts";
import type { PreparedAnswer } from "../send.ts";
import { releaseDir } from "./catalogue.ts";
import { getLive } from "./live.ts";

const prepared = new Map<string, PreparedAnswer>();

/** What the operator decides of a manifest, and no build does. */
export interface Deployed {
  readonly kill: boolean;
  /** The oldest API version that is answered (R7). */
  readonly minApiVersion: number;
}

/** `/sw-manifest.json` of a release as it is deployed now (R1): the built file with the deployment and the operator's say. */
export async function manifestAnswer(release: string, { kill, minApiVersion }: Deployed): Promise<PreparedAnswer> {
  const deployment = (await getLive())?.deployment ?? 1;
  const key = `${release} ${deployment} ${kill} ${minApiVersion}`;
  const known = prepared.get(key);
  if (known) return known;
  const built = JSON.parse(await readFile(join(releaseDir(release), "sw-manifest.json"), "utf8")) as object;
  const body = Buffer.from(JSON.stringify({ ...built, deployment, kill, minApiVersion }));
  const answer: PreparedAnswer = {
    status: 200,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-cache",
      Vary: "Accept-Encoding",
    },
    body: await encodeBody(body),
    etag: etagOf(body),
  };
  prepared.set(key, answer);
  return answer;
}
