import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { RELEASE_ID } from "../../protocol/release.ts";
import { MANIFEST_SCHEMA, type SwManifest } from "../../protocol/sw-manifest.ts";
import { MIN_API_VERSION } from "../../protocol/versions.ts";
import { projectRoot, releasesDir } from "../../server/paths.ts";
import { getRelease, listReleases, type ReleaseRecord, releaseDir } from "../../server/release/catalogue.ts";
import { buildWorker, SHELL_PAGES } from "../build-worker.ts";
import { sourceFingerprint } from "./fingerprint.ts";
import { manifestFiles } from "./manifest-files.ts";
import { filesBelow, releaseIdOf, stampRelease } from "./release-files.ts";

const COMPRESSIBLE = /\.(js|css|svg|json|txt|html|mjs)$/;

/** Environment variables that reach the built bytes. */
function buildEnvironment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => /^(NEXT_PUBLIC_|SHOP_)/.test(name));
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""])), ...extra };
}

/** What Next 16 now and then prints on a busy machine, without a cause in our pages: the same sources build the next time. */
const KNOWN_FLAKE = /prerendering page "\/_(global-error|not-found)"[\s\S]*reading 'useContext'/;

function nextBuild(root: string, extra: Readonly<Record<string, string>>) {
  const result = spawnSync("next", ["build"], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      ...extra,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOLDFAST_DIST_DIR: ".releases/_build/next",
    },
  });
  if (result.error) throw result.error;
  return { done: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

function runNextBuild(root: string, extra: Readonly<Record<string, string>>, say: (line: string) => void): void {
  let build = nextBuild(root, extra);
  if (!build.done && KNOWN_FLAKE.test(build.output)) {
    say("Next lost its React while it prerendered the error page: building once more");
    build = nextBuild(root, extra);
  }
  if (!build.done) throw new Error(`next build failed\n${build.output}`);
}

async function bundleHost(root: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(root, "server/host.ts")],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    legalComments: "none",
    logLevel: "warning",
  });
}

function precompress(dir: string): void {
  for (const path of filesBelow(dir)) {
    if (!COMPRESSIBLE.test(path)) continue;
    const bytes = readFileSync(join(dir, path));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(dir, `${path}.br`), brotliCompressSync(bytes, { params }));
  }
}

/** What is known of the manifest when a release is built; the host adds the number of its deployment. */
function manifestOf({ id, createdAt }: ReleaseRecord, buildDir: string): Omit<SwManifest, "deployment"> {
  const files = manifestFiles(buildDir, SHELL_PAGES);
  return { schema: MANIFEST_SCHEMA, id, createdAt, minApiVersion: MIN_API_VERSION, flags: {}, kill: false, files };
}

/** One build at a time in a checkout: a second one would write into the first one's folder. */
function lockBuilds(dir: string): () => void {
  const lock = join(dir, "_lock");
  try {
    mkdirSync(lock);
  } catch {
    const pid = Number(existsSync(join(lock, "pid")) ? readFileSync(join(lock, "pid"), "utf8") : 0);
    if (pid > 0 && existsSync(`/proc/${pid}`)) throw new Error(`another build is running (process ${pid})`);
    rmSync(lock, { recursive: true, force: true });
    mkdirSync(lock);
  }
  writeFileSync(join(lock, "pid"), String(process.pid));
  return () => rmSync(lock, { recursive: true, force: true });
}

/**
 * Builds a release from the working tree into `.releases/<id>`, or answers the one that was already built from these
 * sources. `say` gets a line per step; `environment` adds variables that reach the built bytes.
 */
export async function buildRelease(
  say: (line: string) => void,
  environment: Readonly<Record<string, string>> = {},
): Promise<ReleaseRecord> {
  const root = projectRoot();
  const fingerprint = sourceFingerprint(root, buildEnvironment(environment));
  const known = (await listReleases()).find((record) => record.fingerprint === fingerprint);
  if (known) return known;

  mkdirSync(releasesDir(), { recursive: true });
  const unlock = lockBuilds(releasesDir());
  try {
    const buildDir = join(releasesDir(), "_build");
    rmSync(buildDir, { recursive: true, force: true });
    mkdirSync(join(buildDir, "next"), { recursive: true });

    say("building the pages");
    runNextBuild(root, environment, say);

    say("building the service worker and the host");
    await buildWorker({ nextDir: join(buildDir, "next"), outFile: join(buildDir, "sw.js"), releaseId: RELEASE_ID });
    await bundleHost(root, join(buildDir, "host.mjs"));

    const id = releaseIdOf(buildDir);
    stampRelease(buildDir, id);
    const record: ReleaseRecord = { id, createdAt: new Date().toISOString(), fingerprint };
    writeFileSync(join(buildDir, "sw-manifest.json"), JSON.stringify(manifestOf(record, buildDir)));
    precompress(join(buildDir, "next/static"));
    writeFileSync(join(buildDir, "release.json"), JSON.stringify(record, null, 2));
    const already = await getRelease(id);
    if (already) {
      // Equal bytes are the same release: only its fingerprint is refreshed, a running host keeps its files.
      const refreshed = { ...already, fingerprint };
      writeFileSync(join(releaseDir(id), "release.json"), JSON.stringify(refreshed, null, 2));
      rmSync(buildDir, { recursive: true, force: true });
      return refreshed;
    }
    rmSync(releaseDir(id), { recursive: true, force: true });
    renameSync(buildDir, releaseDir(id));
    return record;
  } finally {
    unlock();
  }
}
