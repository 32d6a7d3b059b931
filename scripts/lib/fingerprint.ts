import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folders and files whose change asks for a new build. */
const SOURCES = [
  "api",
  "app",
  "db",
  "domain",
  "edge",
  "jobs",
  "offline",
  "payments",
  "protocol",
  "server",
  "sw",
  "scripts",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "shop.config.ts",
  "tsconfig.json",
  "tsconfig.base.json",
];

/** Pictures are told apart by size and time: reading 20 MB at every start would cost more than it protects. */
const BY_TIME = /\.(webp|avif|jpg|png|ico|woff2)$/;

function addTo(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addTo(hash, root, `${path}/${name}`);
  } else if (BY_TIME.test(path)) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\0`);
  } else if (!/\.test(-suite)?\.tsx?$/.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
}

/** Hash of everything that a release is built from, with what the build reads from the environment. */
export function sourceFingerprint(root: string, environment: Readonly<Record<string, string>>): string {
  const hash = createHash("sha256").update(JSON.stringify(Object.entries(environment).sort()));
  for (const path of SOURCES) addTo(hash, root, path);
  return hash.digest("base64url");
}
