import { join } from "node:path";
import { getFileBelow } from "../static-files.ts";
import { listReleases, RETAINED_RELEASES, releaseDir } from "./catalogue.ts";

const PREFIX = "/_next/static/";

/**
 * Finds a hashed static file in this release, else in the retained ones (R8); null where none has it. Paths of retained
 * files are remembered: their bytes never change.
 */
export function createReleaseFiles(release: string) {
  const folder = (id: string) => join(releaseDir(id), "next/static");
  const found = new Map<string, string>();

  return async (urlPath: string): Promise<string | null> => {
    const name = urlPath.slice(PREFIX.length);
    const own = getFileBelow(folder(release), name);
    if (own) return own;
    const remembered = found.get(name);
    if (remembered) return remembered;
    for (const { id } of (await listReleases()).slice(0, RETAINED_RELEASES)) {
      const retained = getFileBelow(folder(id), name);
      if (!retained) continue;
      found.set(name, retained);
      return retained;
    }
    return null;
  };
}
