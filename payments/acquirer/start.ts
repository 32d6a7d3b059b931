import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { openBook } from "./book.ts";
import { controls, disturbances } from "./controls.ts";
import { startDeliveries } from "./deliver.ts";
import { pay } from "./pay.ts";
import { expireOverdue } from "./sessions.ts";
import { localAcquirerOrigin, localAcquirerSettings, saveAcquirerOrigin } from "./settings.ts";
import { stripeApi } from "./stripe-api.ts";

export interface AcquirerOptions {
  readonly dataDir: string;
  /** 0 takes the port of the last time, so that pages keep their address, or any free one. */
  readonly port: number;
  /** Where the shop takes webhooks: `<shopOrigin>/api/webhooks/stripe`. */
  readonly shopOrigin: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Acquirer {
  readonly origin: string;
  close(): Promise<void>;
}

const SWEEP_MS = 60_000;
const PROBE_MS = 1_000;

/** Starts the local acquirer on loopback; what it knows survives in `dataDir`. Rejects on a taken port, and beside another. */
export async function startAcquirer({ dataDir, port, shopOrigin, now = Date.now }: AcquirerOptions): Promise<Acquirer> {
  const settings = localAcquirerSettings(dataDir);
  await refuseSecond(dataDir, settings.controlSecret);
  const book = await openBook(dataDir);
  const trouble = disturbances();
  const url = `${shopOrigin}/api/webhooks/stripe`;
  const deliveries = startDeliveries({ book, webhookSecret: settings.webhookSecret, url, now });
  let origin = "";

  const app = new Hono();
  app.use("/v1/*", async (_, next) => {
    await next();
    deliveries.wake();
  });
  app.route(
    "/v1",
    stripeApi({
      book,
      secretKey: settings.secretKey,
      payOrigin: () => origin,
      now,
      disturb: trouble.disturb,
      disturbAfter: trouble.disturbAfter,
    }),
  );
  app.route("/pay", pay({ book, deliveries, now }));
  app.route("/_control", controls({ book, controlSecret: settings.controlSecret, disturbances: trouble, deliveries }));

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    await listenAt(server, port, dataDir);
  } catch (error) {
    await book.close();
    throw error;
  }
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  saveAcquirerOrigin(dataDir, origin);
  deliveries.wake();
  const sweep = setInterval(() => void expireOverdue(book, now()).then(deliveries.wake), SWEEP_MS);
  sweep.unref();

  return {
    origin,
    async close() {
      clearInterval(sweep);
      trouble.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deliveries.close();
      await book.close();
    },
  };
}

/** Two processes that write one journal would lose each other's entries. */
async function refuseSecond(dataDir: string, secret: string): Promise<void> {
  const origin = localAcquirerOrigin(dataDir);
  if (origin === null) return;
  const headers = { Authorization: `Bearer ${secret}` };
  const answer = await fetch(`${origin}/_control`, { headers, signal: AbortSignal.timeout(PROBE_MS) }).catch(
    () => null,
  );
  if (answer?.ok) throw new Error(`another acquirer serves this data directory at ${origin}`);
}

async function listenAt(server: Server, port: number, dataDir: string): Promise<void> {
  const last = URL.parse(localAcquirerOrigin(dataDir) ?? "");
  if (port !== 0 || last === null) return listen(server, port);
  try {
    await listen(server, Number(last.port));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    await listen(server, 0);
  }
}

function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", () => {
    server.off("error", reject);
    resolve();
  });
  return promise;
}
