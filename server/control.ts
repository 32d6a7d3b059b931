import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { DialRequest } from "../protocol/operator.ts";
import { readJsonFile } from "./json-file.ts";
import { dataDir } from "./paths.ts";

/** How the command line finds the running supervisor; readable by its owner only. */
interface ControlFile {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

const fileIn = (folder: string) => join(folder, "supervisor.json");

export type Command =
  | { readonly command: "switch"; readonly release: string; readonly schedule?: string }
  | { readonly command: "dial"; readonly dial: DialRequest }
  | { readonly command: "status" };

/** Listens on a loopback port of its own and answers `POST /` with what `handle` returns, or 500 and the error's text. */
export async function openControl(handle: (command: Command) => Promise<unknown>): Promise<() => Promise<void>> {
  const token = randomBytes(24).toString("base64url");
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(403).end();
      return;
    }
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await handle(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Command);
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    } catch (error) {
      response
        .writeHead(500, { "Content-Type": "text/plain" })
        .end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const content: ControlFile = { pid: process.pid, port: (server.address() as AddressInfo).port, token };
  await mkdir(dataDir(), { recursive: true });
  const file = fileIn(dataDir());
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return async () => {
    await rm(file, { force: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a command to the supervisor of a data directory; null when none is running. Throws what it answered. */
export async function sendControl(command: Command, folder: string = dataDir()): Promise<unknown> {
  const control = await readJsonFile<ControlFile>(fileIn(folder));
  if (control === null || !isAlive(control.pid)) return null;
  const response = await fetch(`http://127.0.0.1:${control.port}/`, {
    method: "POST",
    headers: { Authorization: `Bearer ${control.token}`, "Content-Type": "application/json" },
    body: JSON.stringify(command),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
