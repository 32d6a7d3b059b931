import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Shop } from "../../e2e/lib/shop.ts";
import { decodePack, encodePack, PACK_PREFIX, PACK_TYPE, type PackedFile } from "../../protocol/pack.ts";
import { encodeShell, type ShellFile } from "../../protocol/shell-list.ts";
import type { SwManifest } from "../../protocol/sw-manifest.ts";
import { sha384 } from "../../scripts/lib/release-files.ts";
import { type EncodedBody, encodeBody } from "../../server/encoding.ts";
import { randomFrom } from "./random.ts";
import { buildStockWorkerFor } from "./stock-worker.ts";

/** A site that does nothing but install a worker of its own, behind a network of a latency. */
export interface InstallSite {
  readonly origin: string;
  /** Requests so far. */
  requests(): number;
  close(): Promise<void>;
}

interface Served {
  readonly type: string;
  readonly body: EncodedBody;
}

const FILE_BYTES = 32 * 1024;

/** Scripts that compress about as real ones do: words of a small vocabulary in random order. */
function ballast(bytes: number): PackedFile[] {
  const random = randomFrom(1);
  const words = Array.from({ length: 2_000 }, () => random.between(36 ** 3, 36 ** 6).toString(36));
  const files: PackedFile[] = [];
  for (let left = bytes; left > 0; left -= FILE_BYTES) {
    let text = "";
    while (text.length < Math.min(left, FILE_BYTES)) text += `${random.pick(words)}();\n`;
    const content = new TextEncoder().encode(text.slice(0, Math.min(left, FILE_BYTES)));
    const headers = { "Content-Type": "text/javascript" };
    files.push({ url: `/_next/static/chunks/more-${files.length}.js`, headers, bytes: content });
  }
  return files;
}

/** The shop's own shell, and as much more as makes `bytes` of it. */
async function filesOf(shop: Shop, id: string, bytes: number): Promise<PackedFile[]> {
  const answer = await fetch(`${shop.origin}${PACK_PREFIX}${id}`);
  const shell = decodePack(new Uint8Array(await answer.arrayBuffer()));
  if (!shell) throw new Error("the shop gave no pack");
  const size = shell.reduce((sum, file) => sum + file.bytes.length, 0);
  return [...shell, ...ballast(bytes - size)];
}

function send(response: ServerResponse, { type, body }: Served): void {
  const encoding = body.br ? { "Content-Encoding": "br" } : {};
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache", ...encoding });
  response.end(body.br ?? body.identity);
}

async function openSite(latencyMs: number, served: ReadonlyMap<string, Served>): Promise<InstallSite> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const found = served.get((request.url ?? "/").split("?")[0] ?? "/");
    setTimeout(() => {
      if (found) send(response, found);
      else response.writeHead(404).end();
    }, latencyMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Two sites with the same files of `bytes` in all: one is installed by this shop's worker, one by stock Serwist. */
export async function openInstallSites(
  shop: Shop,
  options: { readonly bytes: number; readonly latencyMs: number },
): Promise<{ readonly ours: InstallSite; readonly stock: InstallSite; readonly count: number }> {
  const manifest = (await (await fetch(`${shop.origin}/sw-manifest.json`)).json()) as SwManifest;
  const own = manifest.files.filter(({ group }) => group === "shell");
  const files = await filesOf(shop, manifest.id, options.bytes);
  const listed: ShellFile[] = files.map(({ url, bytes }) => ({ url, sha384: sha384(Buffer.from(bytes)) }));
  const prepared = async (type: string, bytes: Uint8Array): Promise<Served> => ({
    type,
    body: await encodeBody(Buffer.from(bytes)),
  });
  const served = new Map<string, Served>();
  for (const { url, headers, bytes } of files) served.set(url, await prepared(headers["Content-Type"] ?? "", bytes));
  served.set("/", await prepared("text/html", new TextEncoder().encode("<!doctype html><title>Install</title>")));
  served.set(`${PACK_PREFIX}${manifest.id}`, await prepared(PACK_TYPE, encodePack(files)));

  const script = await (await fetch(`${shop.origin}/sw.js`)).text();
  const ours = script.replace(encodeShell(own), encodeShell(listed));
  if (ours === script) throw new Error("the worker's list was not found in its script");
  const withWorker = async (text: string) =>
    new Map([...served, ["/sw.js", await prepared("text/javascript", new TextEncoder().encode(text))]]);
  return {
    ours: await openSite(options.latencyMs, await withWorker(ours)),
    stock: await openSite(options.latencyMs, await withWorker(await buildStockWorkerFor(listed))),
    count: files.length,
  };
}
