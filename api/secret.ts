import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The secret of this shop: SERVER_SECRET, which every process of a cluster has to share, else one made at first use in the
 * data directory, readable by the owner of the process only.
 */
export function shopSecret(env: Readonly<Record<string, string | undefined>>, dataDir: string): string {
  if (env.SERVER_SECRET) return env.SERVER_SECRET;
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "server-secret");
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600 });
  try {
    // A link fails where a file is: of two processes that start together, one wins and both read the winner's.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}
