import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { withFileLock } from "../../db/file-lock.ts";
import { MANIFEST_SCHEMA, type SwManifest } from "../../protocol/sw-manifest.ts";
import { MIN_API_VERSION } from "../../protocol/versions.ts";
import { withLateScripts } from "../../server/late-scripts.ts";
import { projectRoot, releasesDir } from "../../server/paths.ts";
import { type ReleaseRecord, requireBasePath } from "../../server/release/catalogue.ts";
import { buildSafetyWorker } from "../build-safety-worker.ts";
import { buildWorker, embedShell, SHELL_PAGES } from "../build-worker.ts";
import { bundleForNode } from "./bundle-node.ts";
import { findBuilt } from "./find-built.ts";
import { sourceFingerprint } from "./fingerprint.ts";
import { manifestFiles } from "./manifest-files.ts";
import { putInPlace } from "./put-in-place.ts";
import { filesBelow, releaseIdOf, stampRelease } from "./release-files.ts";

const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const COMPRESSIBLE = /\.(js|css|svg|json|txt|html|mjs)$/;

/** Environment variables that reach the built bytes. */
function buildEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => /^(NEXT_PUBLIC_|SHOP_)/.test(name));
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""])), ...extra };
}

/** What Next 16 now and then prints on a busy machine, without a cause in our pages: the same sources build the next time. */
const KNOWN_FLAKE = /prerendering page "\/_(global-error|not-found)"[\s\S]*reading 'useContext'/;

/** Long enough for a build on a slow machine. */
const BUILD_DEADLINE_MS = 15 * 60_000;

interface Built {
  readonly done: boolean;
  readonly output: string;
}

function nextBuild(root: string, extra: Readonly<Record<string, string>>): Promise<Built> {
  const child = spawn("next", ["build"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...extra,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOLDFAST_DIST_DIR: ".releases/_build/next",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  // A build that outlived us would go on writing into the folder of the next one.
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.exit(1);
  };
  for (const signal of ENDINGS) process.once(signal, stop);
  return new Promise<Built>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ done: code === 0, output }));
  }).finally(() => {
    for (const signal of ENDINGS) process.off(signal, stop);
  });
}

async function runNextBuild(
  root: string,
  extra: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<void> {
  let build = await nextBuild(root, extra);
  if (!build.done && KNOWN_FLAKE.test(build.output)) {
    say("Next lost its React while it prerendered the error page: building once more");
    build = await nextBuild(root, extra);
  }
  if (!build.done) throw new Error(`next build failed\n${build.output}`);
}

function precompress(dir: string): void {
  for (const path of filesBelow(dir)) {
    if (!COMPRESSIBLE.test(path)) continue;
    const bytes = readFileSync(join(dir, path));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(dir, `${path}.br`), brotliCompressSync(bytes, { params }));
  }
}

/** Treats the static documents as the host treats the others, before their hashes are taken. */
function delayScripts(dir: string): void {
  for (const path of filesBelow(dir)) {
    if (!path.endsWith(".html")) continue;
    const file = join(dir, path);
    writeFileSync(file, withLateScripts(readFileSync(file, "utf8")));
  }
}

/** What is known of the manifest when a release is built; the host adds the number of its deployment. */
function manifestOf({ id, createdAt, basePath = "" }: ReleaseRecord, buildDir: string): Omit<SwManifest, "deployment"> {
  const files = manifestFiles(buildDir, SHELL_PAGES, basePath);
  return { schema: MANIFEST_SCHEMA, id, createdAt, minApiVersion: MIN_API_VERSION, flags: {}, kill: false, files };
}

/**
 * Builds a release from the working tree into `.releases/<id>`, or answers the one that was already built from these
 * sources. `say` gets a line per step; `environment` adds variables that reach the built bytes.
 */
export async function buildRelease(
  say: (line: string) => void,
  environment: Readonly<Record<string, string>> = {},
): Promise<ReleaseRecord> {
  const fingerprint = sourceFingerprint(projectRoot(), buildEnvironment(environment));
  const known = await findBuilt(fingerprint);
  if (known) return known;

  mkdirSync(releasesDir(), { recursive: true });
  // One build at a time in a checkout: a second one would write into the first one's folder.
  return withFileLock(
    join(releasesDir(), "_lock.db"),
    async () => (await findBuilt(fingerprint)) ?? build(fingerprint, environment, say),
    { deadlineMs: BUILD_DEADLINE_MS, onWait: () => say("another build is under way: waiting for it") },
  );
}

async function build(
  fingerprint: string,
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<ReleaseRecord> {
  const buildDir = join(releasesDir(), "_build");
  rmSync(buildDir, { recursive: true, force: true });
  mkdirSync(join(buildDir, "next"), { recursive: true });
  try {
    return await putInPlace(buildDir, await fill(buildDir, fingerprint, environment, say));
  } catch (error) {
    // On a full disk half a release would take the room that the next one needs.
    rmSync(buildDir, { recursive: true, force: true });
    throw error;
  }
}

/** Makes every file of a release in this folder; its record comes last. */
async function fill(
  buildDir: string,
  fingerprint: string,
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<ReleaseRecord> {
  const root = projectRoot();
  say("building the pages");
  await runNextBuild(root, environment, say);

  say("building the service worker and the host");
  await buildWorker(join(buildDir, "sw.js"));
  await buildSafetyWorker(join(buildDir, "safety-worker.js"));
  // The host, and the thread that it starts beside itself.
  await bundleForNode({ host: "server/host.ts", background: "server/background.ts" }, buildDir);

  delayScripts(join(buildDir, "next/server/app"));
  const id = releaseIdOf(buildDir);
  stampRelease(buildDir, id);
  const basePath = environment.SHOP_BASE_PATH ?? process.env.SHOP_BASE_PATH ?? "";
  const record: ReleaseRecord = {
    id,
    createdAt: new Date().toISOString(),
    fingerprint,
    ...(basePath === "" ? {} : { basePath: requireBasePath(basePath) }),
  };
  const manifest = manifestOf(record, buildDir);
  writeFileSync(join(buildDir, "sw-manifest.json"), JSON.stringify(manifest));
  await embedShell(
    join(buildDir, "sw.js"),
    manifest.files.filter(({ group }) => group === "shell"),
  );
  precompress(join(buildDir, "next/static"));
  writeFileSync(join(buildDir, "release.json"), JSON.stringify(record, null, 2));
  return record;
}
