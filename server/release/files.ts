import { join } from "node:path";
import { getFileBelow } from "../static-files.ts";
import { listReleases, releaseDir } from "./catalogue.ts";

const PREFIX = "/_next/static/";

/**
 * Finds a hashed static file in this release, else in any that is on disk (R8); null where none has it. What is kept there
 * is for pruning alone to say: it knows what was live, which the age of a release does not tell.
 */
export function createReleaseFiles(release: string) {
  const folder = (id: string) => join(releaseDir(id), "next/static");
  /** Which release a file was found in; looked at again, as that one may be pruned meanwhile. */
  const found = new Map<string, string>();

  return async (urlPath: string): Promise<string | null> => {
    const name = urlPath.slice(PREFIX.length);
    const own = getFileBelow(folder(release), name);
    if (own) return own;
    const before = found.get(name);
    const remembered = before === undefined ? null : getFileBelow(folder(before), name);
    if (remembered) return remembered;
    for (const { id } of await listReleases()) {
      const retained = getFileBelow(folder(id), name);
      if (!retained) continue;
      found.set(name, id);
      return retained;
    }
    found.delete(name);
    return null;
  };
}
