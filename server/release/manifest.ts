import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { etagOf } from "../../api/etag.ts";
import { encodeBody } from "../encoding.ts";
import type { PreparedAnswer } from "../send.ts";
import { releaseDir } from "./catalogue.ts";
import { getLive } from "./live.ts";

const prepared = new Map<string, PreparedAnswer>();

/** `/sw-manifest.json` of a release as it is deployed now (R1): the built file with the deployment and the kill flag. */
export async function manifestAnswer(release: string, kill: boolean): Promise<PreparedAnswer> {
  const deployment = (await getLive())?.deployment ?? 1;
  const key = `${release} ${deployment} ${kill}`;
  const known = prepared.get(key);
  if (known) return known;
  const built = JSON.parse(await readFile(join(releaseDir(release), "sw-manifest.json"), "utf8")) as object;
  const body = Buffer.from(JSON.stringify({ ...built, deployment, kill }));
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
