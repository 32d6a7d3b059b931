// Imports nothing but Node: it runs before or beside the installed dependencies.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { root } from "./bootstrap.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function onPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}

function playwrightsOwn() {
  try {
    const path = createRequire(join(root, "package.json"))("@playwright/test").chromium.executablePath();
    return path && existsSync(path) ? path : null;
  } catch {
    // Playwright throws where it knows no browser for this system; the system's package manager is asked next.
    return null;
  }
}

function apt(args) {
  const result = spawnSync("apt-get", args, {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (result.status !== 0) throw new Error(`apt-get ${args.join(" ")} failed\n${result.stdout}${result.stderr}`);
}

/** The path of a Chromium: named by HOLDFAST_CHROMIUM, on the PATH, Playwright's own, or installed now as root. */
export function ensureChromium(say) {
  const named = process.env.HOLDFAST_CHROMIUM;
  if (named) return named;
  const found = onPath() ?? playwrightsOwn();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error("no Chromium was found: install one, or name it in HOLDFAST_CHROMIUM");
  }
  say("installing Chromium from the system's packages (about a minute)");
  apt(["update"]);
  apt(["install", "-y", "--no-install-recommends", "chromium"]);
  const installed = onPath();
  if (!installed) throw new Error("Chromium was installed but is not on the PATH");
  return installed;
}
