import type { RequestListener } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join, relative } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "../api/app.ts";
import type { ApiDeps } from "../api/context.ts";
import { depsFromEnv } from "../api/deps.ts";
import { closeLiveStreams } from "../api/live-stream.ts";
import { provideOperations } from "../api/operations.ts";
import { log } from "../db/log.ts";
import { backgroundScript, getStore } from "../db/store.ts";
import { startJobs } from "../jobs/run.ts";
import { createAdmission, Refused } from "./admission.ts";
import { CALL_LIMITS, isStream, RENDER_LIMITS, sendBusy } from "./busy.ts";
import type { NodeHandler } from "./capture.ts";
import { createDynamicPages } from "./dynamic-pages.ts";
import { createHandedServer, type HandedServer } from "./handed-server.ts";
import { reportSightings } from "./host-sightings.ts";
import type { FromHost, ToHost } from "./messages.ts";
import { hostOperations } from "./operations.ts";
import { createPageCache } from "./page-cache.ts";
import { projectRoot } from "./paths.ts";
import { watchPriceVersion } from "./price-watch.ts";
import { getRelease, releaseDir } from "./release/catalogue.ts";
import { createRouter } from "./router.ts";
import { sendText } from "./send.ts";
import { startSignalling } from "./signal/start.ts";
import { createTwoReleases } from "./two-releases.ts";

const LIMITS = { headersMs: 10_000, requestMs: 15_000, everyMs: 1_000 };

async function prepareNext(release: string, port: number, basePath: string) {
  process.env.SHOP_BASE_PATH = basePath;
  // Next reads next.config.ts again when it starts, and takes the folder of this release from there.
  process.env.HOLDFAST_DIST_DIR = relative(projectRoot(), join(releaseDir(release), "next"));
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: projectRoot(), hostname: "localhost", port, quiet: true });
  await app.prepare();
  return app;
}

/** The door of a release beside: the live one's host comes in by it, and nobody from outside. */
function listenForTheLive(server: HandedServer): Promise<number> {
  const door = createServer((socket) => server.take(socket));
  return new Promise((resolve, reject) => {
    door.once("error", reject);
    door.listen(0, "127.0.0.1", () => resolve((door.address() as AddressInfo).port));
  });
}

async function main(): Promise<void> {
  const release = process.env.HOLDFAST_RELEASE ?? "";
  const port = Number(process.env.HOLDFAST_PORT);
  // The release beside only renders and reads: writer and jobs are the live one's.
  if (process.env.HOLDFAST_ROLE !== "beside")
    process.env.HOLDFAST_BACKGROUND = join(releaseDir(release), "background.mjs");
  const basePath = (await getRelease(release))?.basePath ?? "";
  const store = await getStore();
  const isBeside = process.env.HOLDFAST_ROLE === "beside";
  const deps: ApiDeps = { ...depsFromEnv(release, log), release: (request) => two.releaseFor(request) };
  const [next, prices] = await Promise.all([prepareNext(release, port, basePath), watchPriceVersion(store, log)]);
  const renders = createAdmission(RENDER_LIMITS);
  const handle = next.getRequestHandler();
  const render: NodeHandler = (request, response) => renders.run(() => handle(request, response));

  const api = createApi(deps);
  const listener = getRequestListener((request) => api.fetch(request), { overrideGlobalObjects: false });
  const calls = createAdmission(CALL_LIMITS);
  const seen = reportSightings(process.env.HOLDFAST_SEEN_KEY ?? "", !isBeside);
  const route = createRouter({
    release,
    basePath,
    minApiVersion: deps.minApiVersion,
    pages: createPageCache({ render, release, priceVersion: prices.current }),
    seen,
    dynamic: createDynamicPages({ render, release }),
    api: async (request, response) => {
      if (isStream(request)) await listener(request, response);
      else await calls.run(async () => listener(request, response));
    },
  });

  const two = createTwoReleases({ release, basePath, own: route, seen });
  const signalling = startSignalling(deps);
  const answer: RequestListener = (request, response) => {
    two.handler(request, response).catch((error: unknown) => {
      if (error instanceof Refused && !response.headersSent) return sendBusy(request, response, error);
      log("error", "request failed", { url: request.url, error: error instanceof Error ? error.stack : String(error) });
      if (!response.headersSent)
        sendText(response, 500, "Something went wrong on our side.", { "Cache-Control": "no-store" });
      else response.destroy();
    });
  };
  const server = createHandedServer(answer, LIMITS, signalling);
  provideOperations(hostOperations);
  const jobs = backgroundScript() === null && !isBeside ? startJobs({ ...deps, store }) : null;

  let retiring = false;
  const retire = async (handOver: boolean) => {
    if (retiring) return;
    retiring = true;
    prices.stop();
    seen.stop();
    closeLiveStreams();
    signalling.close();
    await Promise.all([server.drain({ handOver }), jobs?.stop()]);
    await next.close();
    await store.close();
    process.exit(0);
  };
  process.on("message", (message: ToHost, socket?: Socket) => {
    if (message.kind === "retire") void retire(message.handOver);
    if (message.kind === "beside") two.tell(message.beside);
    if (message.kind === "connection") {
      const taken: FromHost = { kind: "taken", id: message.id };
      process.send?.(taken);
      if (socket) server.take(socket);
    }
  });
  // Without its supervisor a host would hold the database and answer nobody.
  process.on("disconnect", () => void retire(false));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

  const own = isBeside ? await listenForTheLive(server) : null;
  const ready: FromHost = { kind: "ready", port: own, tellsTaken: true };
  process.send?.(ready);
}

main().catch((error: unknown) => {
  log("error", "the host could not start", { error: error instanceof Error ? error.stack : String(error) });
  process.exit(1);
});
