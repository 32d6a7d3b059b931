import { parentPort, workerData } from "node:worker_threads";
import { log } from "../db/log.ts";
import { dataDirOf } from "../db/root.ts";
import { connectSqlite, type WriterOptions } from "../db/sqlite.ts";
import { serveWriter } from "../db/writer/serve.ts";
import { startJobs } from "../jobs/run.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";

/** The thread beside the one that serves: it writes the orders and runs the jobs, so that neither makes a shopper wait. */
const port = parentPort;
if (port === null) throw new Error("this runs on a thread only");
const connection = connectSqlite(workerData as WriterOptions);
const { store } = connection;
const jobs = startJobs({ store, payments: paymentsFromEnv(process.env, dataDirOf()), log, now: Date.now });
await serveWriter(port, connection);
await jobs.stop();
await store.close();
port.close();
