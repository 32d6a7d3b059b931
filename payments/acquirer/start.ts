import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { openBook } from "./book.ts";
import { controls, disturbances } from "./controls.ts";
import { startDeliveries } from "./deliver.ts";
import { pay } from "./pay.ts";
import { expireOverdue } from "./sessions.ts";
import { localAcquirerSettings, saveAcquirerOrigin } from "./settings.ts";
import { stripeApi } from "./stripe-api.ts";

export interface AcquirerOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
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

/** Starts the local acquirer on loopback; what it knows survives in `dataDir`. Rejects with EADDRINUSE on a taken port. */
export async function startAcquirer({ dataDir, port, shopOrigin, now = Date.now }: AcquirerOptions): Promise<Acquirer> {
  const settings = localAcquirerSettings(dataDir);
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
    stripeApi({ book, secretKey: settings.secretKey, payOrigin: () => origin, now, disturb: trouble.disturb }),
  );
  app.route("/pay", pay({ book, deliveries, now }));
  app.route("/_control", controls({ book, controlSecret: settings.controlSecret, disturbances: trouble, deliveries }));

  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await listen(server, port);
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

function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", resolve);
  return promise;
}
