import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";

try {
  ensureInstalled(console.log);
  handOver("scripts/next-start.ts");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
