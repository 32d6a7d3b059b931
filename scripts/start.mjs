import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";

const say = (line) => console.log(`[1/3] ${line}`);

try {
  ensureInstalled(say);
  handOver("scripts/serve.ts");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
