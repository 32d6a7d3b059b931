import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anySku, browser, keyed, orderFor } from "../../../api/test-kit.ts";
import { getStore } from "../../../db/store.ts";
import * as route from "./route.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "route-"));
  process.env.DATA_DIR = dataDir;
});
afterAll(async () => {
  await (await getStore()).close();
  await rm(dataDir, { recursive: true });
});

test("the mounted route serves the whole API on the store of the process", async () => {
  const version = await route.GET(new Request("http://localhost:3000/api/version"));
  expect(await version.json()).toMatchObject({ apiVersion: 2, priceVersion: 1 });

  const store = await getStore();
  const request = await orderFor(store, { [await anySku(store)]: 1 });
  const shopper = browser({ request: (url, init) => route.POST(new Request(url, init)) });
  expect((await shopper.post("/api/orders", request, keyed())).status).toBe(201);

  const wrong = await route.DELETE(
    new Request("http://localhost:3000/api/version", {
      method: "DELETE",
      headers: { "Sec-Fetch-Site": "same-origin" },
    }),
  );
  expect(wrong.status).toBe(405);
});
