import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";

/** Runs a script of the project under its own Node: `node scripts/run.mjs <file> [arguments]`. */
const [script = "", ...args] = process.argv.slice(2);
try {
  ensureInstalled(console.log);
  handOver(script, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
