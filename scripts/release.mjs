import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";

try {
  ensureInstalled((line) => console.log(line));
  handOver("scripts/release.ts", process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
