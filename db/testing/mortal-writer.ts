import { parentPort, workerData } from "node:worker_threads";
import { connectSqlite, type WriterOptions } from "../sqlite.ts";
import type { ToWriter } from "../writer/messages.ts";
import { serveWriter } from "../writer/serve.ts";

/** A writer's thread that dies without a word when it is asked for the cart "die". */
const port = parentPort;
if (port === null) throw new Error("this runs on a thread only");
const connection = connectSqlite(workerData as WriterOptions);
port.on("message", (message: ToWriter) => {
  const wish = message.kind === "run" && message.calls.some((call) => JSON.stringify(call.input).includes('"die"'));
  if (wish) process.exit(1);
});
await serveWriter(port, connection);
await connection.store.close();
port.close();
