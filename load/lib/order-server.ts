import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { privateJson } from "../../api/answers.ts";
import { createApi } from "../../api/app.ts";
import { readJson } from "../../api/body.ts";
import { depsFromEnv } from "../../api/deps.ts";
import { log } from "../../db/log.ts";
import { projectRoot } from "../../db/root.ts";
import { connectSqlite } from "../../db/sqlite.ts";
import { orderRequest } from "../../protocol/orders.ts";

/**
 * The shop's API alone, as the host serves it: `--data` is a seeded data directory, `--group` how many orders may share a
 * commit. The yardstick stands in the same app: `POST /api/echo` checks an order by the same schema and sends it back.
 * Prints its port, which is \`--port\` or any.
 */
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    group: { type: "string" },
    port: { type: "string", default: "0" },
    background: { type: "string", default: join(projectRoot(), "server/background.ts") },
  },
});
const file = join(values.data ?? "", "holdfast.db");
const { store, begin } = connectSqlite({ file, writerScript: values.background, maxGroup: Number(values.group) });
await begin();

const api = createApi({ ...depsFromEnv("bench", log), getStore: async () => store });
api.post("/api/echo", async (context) => privateJson(await readJson(context, orderRequest), { status: 201 }));

const server = createServer(getRequestListener((request) => api.fetch(request), { overrideGlobalObjects: false }));
server.listen(Number(values.port), "127.0.0.1", () => console.log(`port ${(server.address() as AddressInfo).port}`));
process.once("SIGTERM", async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
  process.exit(0);
});
