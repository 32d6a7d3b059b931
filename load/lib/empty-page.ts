import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { projectRoot, releasesDir } from "../../server/paths.ts";
import { getFileBelow } from "../../server/static-files.ts";

/** The least that Next can be: a layout and a page without a word. The settings are the shop's own. */
const FILES = {
  "package.json": '{ "type": "module", "private": true }\n',
  "next.config.mjs": 'export { default } from "../../next.config.ts";\n',
  "app/layout.js":
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  "app/page.js": "export default function Page() {\n  return null;\n}\n",
} as const;

/** What the empty page's bytes depend on. */
function identity(root: string): string {
  const hash = createHash("sha256").update(JSON.stringify(FILES));
  for (const path of ["next.config.ts", "node_modules/next/package.json", "node_modules/react-dom/package.json"]) {
    hash.update(readFileSync(join(root, path)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Builds an empty page with the shop's Next and settings, or finds it as it was built before; answers its folder. */
export function buildEmptyPage(say: (line: string) => void): string {
  const root = projectRoot();
  const folder = join(releasesDir(), `_empty-${identity(root)}`);
  if (existsSync(folder)) return folder;
  say("building an empty Next page to compare with");
  const draft = join(releasesDir(), "_empty");
  rmSync(draft, { recursive: true, force: true });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(draft, path, ".."), { recursive: true });
    writeFileSync(join(draft, path), text);
  }
  const { NODE_ENV: _, ...environment } = process.env;
  const result = spawnSync(join(root, "node_modules/.bin/next"), ["build"], {
    cwd: draft,
    encoding: "utf8",
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", HOLDFAST_DIST_DIR: "next" },
  });
  if (result.status !== 0) throw new Error(`the empty page could not be built\n${result.stdout}${result.stderr}`);
  renameSync(draft, folder);
  return folder;
}

/** Serves the built empty page from loopback. */
export async function serveEmptyPage(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host.invalid").pathname;
    const file = path === "/" ? join(folder, "next/server/app/index.html") : staticFile(folder, path);
    if (!file) return void response.writeHead(404).end();
    const type = path === "/" ? "text/html" : path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    response.writeHead(200, { "Content-Type": type }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function staticFile(folder: string, path: string): string | null {
  return path.startsWith("/_next/") ? getFileBelow(join(folder, "next"), path.slice("/_next".length)) : null;
}
