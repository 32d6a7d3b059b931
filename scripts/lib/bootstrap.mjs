// Runs on the machine's own Node (20 or later) before anything is installed, so it imports nothing but Node itself.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const modules = join(root, "node_modules");
const stampFile = join(modules, ".holdfast-installed");

/** What is wanted and what npm did last: any other install, such as one without the build tools, changes the second. */
function installationHash() {
  const hash = createHash("sha256");
  for (const file of [join(root, "package-lock.json"), join(modules, ".package-lock.json")]) {
    hash.update(existsSync(file) ? readFileSync(file) : "");
  }
  return hash.digest("hex");
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === installationHash() && existsSync(nodePath());
}

/** The Node that runs the shop: the one npm installed here on Linux, else the machine's own. */
export function nodePath() {
  const packaged = join(modules, `node-linux-${process.arch}`, "bin", "node");
  return process.platform === "linux" ? packaged : process.execPath;
}

/** Environment in which `node` and every tool of the project come first on the PATH. */
export function toolEnvironment(extra = {}) {
  const path = [dirname(nodePath()), join(modules, ".bin"), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: "1", HOLDFAST_ROOT: root, ...extra };
}

function npmCli() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(realpathSync(process.execPath)), "../lib/node_modules/npm/bin/npm-cli.js"),
    "/usr/lib/node_modules/npm/bin/npm-cli.js",
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  const found = candidates.find((path) => path && /npm-cli\.js$/.test(path) && existsSync(path));
  if (!found) throw new Error("npm was not found: run this through `npm start` or `npm test`");
  return found;
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: "utf8", ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`${args.join(" ")} ended with code ${result.status}\n${result.stdout ?? ""}${result.stderr ?? ""}`);
  }
}

/** Installs the locked dependencies unless exactly these are there; `say` gets one line per step. */
export function ensureInstalled(say) {
  if (isInstalled()) return;
  const started = Date.now();
  let node = process.execPath;
  const scratch = mkdtempSync(join(tmpdir(), "holdfast-node-"));
  try {
    if (process.platform === "linux") {
      // npm under Node 20 silently skips optional packages whose engines exclude it, so Node 24 comes first.
      const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      const name = `node-linux-${process.arch}`;
      if (!optionalDependencies[name]) throw new Error(`no packaged Node for this processor: ${process.arch}`);
      say(`installing Node ${optionalDependencies[name]}`);
      const flags = [
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
        scratch,
      ];
      run(process.execPath, [npmCli(), "install", ...flags, `${name}@${optionalDependencies[name]}`], { cwd: scratch });
      node = join(scratch, "node_modules", name, "bin", "node");
    }
    say("installing dependencies (about a minute)");
    // NODE_ENV=production would drop the build tools; --include=dev keeps them.
    run(node, [npmCli(), "ci", "--include=dev", "--no-audit", "--no-fund"], {
      env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` },
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  writeFileSync(stampFile, installationHash());
  say(`dependencies installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Hands over to a TypeScript file under the project's Node; signals reach it and its exit code becomes ours. */
export function handOver(file, args = [], extra = {}) {
  const child = spawn(nodePath(), ["--disable-warning=ExperimentalWarning", join(root, file), ...args], {
    cwd: root,
    env: toolEnvironment(extra),
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
