import { parentPort, workerData } from "node:worker_threads";
import { connectSqlite, type WriterOptions } from "../sqlite.ts";
import { serveWriter } from "./serve.ts";

/** A thread that does nothing but write. */
const port = parentPort;
if (port === null) throw new Error("this runs on a thread only");
const connection = connectSqlite(workerData as WriterOptions);
await serveWriter(port, connection);
await connection.store.close();
port.close();
