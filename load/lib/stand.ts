import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setStock } from "../../db/queries/stock.ts";
import { openStore, type Store } from "../../db/store.ts";
import { bundled } from "./bundle.ts";
import { type NodeServer, startNode } from "./start-node.ts";

/** A shop of its own to put under load: the API in one process, on a database in a folder that goes with it. */
export interface Stand {
  readonly dataDir: string;
  readonly skus: readonly string[];
  /** The process that serves; a new one after each `start`, at the same address. */
  server(): NodeServer;
  start(): Promise<void>;
  /** Looks into the books from outside. */
  withBooks<Result>(look: (store: Store) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

export interface StandOptions {
  /** How many orders at most share a commit. */
  readonly group?: number;
  /** Units of every SKU at the start. */
  readonly stock: number;
}

export async function openStand({ group = 64, stock }: StandOptions): Promise<Stand> {
  const dataDir = await mkdtemp(join(tmpdir(), "holdfast-load-"));
  const withBooks: Stand["withBooks"] = async (look) => {
    const store = await openStore({ dataDir, seed: true });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  };
  const skus = await withBooks(async (store) => {
    const { q, t } = store.read;
    const all = (await q.select({ sku: t.variant.sku }).from(t.variant)).map((row) => row.sku);
    await store.tx(async (db) => {
      for (const sku of all) await setStock(db, sku, stock);
    });
    return all;
  });
  const files = await bundled({ "order-server": "load/lib/order-server.ts", background: "server/background.ts" });
  const port = String(await freePort());
  const args = ["--data", dataDir, "--group", String(group), "--port", port, "--background", files.background];
  const start = () => startNode(files["order-server"], args, { DATA_DIR: dataDir });
  let server = await start();
  return {
    dataDir,
    skus,
    withBooks,
    server: () => server,
    async start() {
      server = await start();
    },
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
