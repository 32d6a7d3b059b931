import { listReleases, type ReleaseRecord } from "../../server/release/catalogue.ts";
import { getServable } from "../../server/release/servable.ts";

/** The release that was built from these sources; undefined where there is none, or one that lost files and is to be built anew. */
export async function findBuilt(fingerprint: string): Promise<ReleaseRecord | undefined> {
  for (const record of await listReleases()) {
    if (record.fingerprint === fingerprint && (await getServable(record.id))) return record;
  }
  return undefined;
}
