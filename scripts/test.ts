import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../server/paths.ts";
import { buildRelease } from "./lib/build-release.ts";
import { addTallies, closingLine, type Tally, tallyPlaywright, tallyVitest } from "./lib/tally.ts";

const long = process.argv.includes("--long");
const root = projectRoot();
const results = join(root, "test-results");
const one = (passed: boolean): Tally => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [], flaky: [] });

function run(command: string, args: readonly string[], extra: Readonly<Record<string, string>> = {}): boolean {
  const env = { ...process.env, ...(long ? { HOLDFAST_LONG: "1" } : {}), ...extra };
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", env });
  if (result.error) console.error(result.error.message);
  return result.status === 0;
}

async function part(title: string, work: () => Tally | Promise<Tally>): Promise<Tally> {
  const started = Date.now();
  console.log(`\n${title}`);
  const tally = await work();
  console.log(`${title}: ${closingLine(tally)} (${Math.round((Date.now() - started) / 1000)} s)`);
  return tally;
}

/** A runner that died before it wrote its report is one failure. */
function reported<Report>(file: string, tally: (report: Report) => Tally): Tally {
  return existsSync(file) ? tally(JSON.parse(readFileSync(file, "utf8")) as Report) : one(false);
}

async function main(): Promise<void> {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const unitReport = join(results, "unit.json");
  const browserReport = join(results, "browser.json");
  const tallies = [
    await part("lint", () => one(run("biome", ["ci", "--error-on-warnings"]))),
    await part("build", async () => {
      try {
        await buildRelease((line) => console.log(line));
        return one(true);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return one(false);
      }
    }),
    await part("types", () =>
      one(["tsconfig.json", "tsconfig.worker.json", "tsconfig.page.json"].every((file) => run("tsc", ["-p", file]))),
    ),
    await part("unit", () => {
      run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`]);
      return reported(unitReport, tallyVitest);
    }),
    await part("end to end", () => {
      run("playwright", ["test"], { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport });
      return reported(browserReport, tallyPlaywright);
    }),
  ];
  const total = addTallies(tallies);
  console.log("");
  for (const line of total.flaky) console.log(`passed when tried again: ${line}`);
  for (const line of total.skipped) console.log(`skipped: ${line}`);
  console.log(closingLine(total));
  process.exit(total.failed === 0 ? 0 : 1);
}

await main();
