import { parseArgs } from "node:util";
import { openStore } from "../db/store.ts";
import { buildTestReleases } from "../e2e/lib/releases.ts";
import { openShop } from "../e2e/lib/shop.ts";
import { openTestAcquirer } from "./blackfriday/acquirer.ts";
import { reportLines } from "./blackfriday/report.ts";
import { rehearse } from "./blackfriday/run.ts";
import type { Scenario, Size } from "./blackfriday/scenario.ts";
import { requireTarget } from "./lib/loopback.ts";
import { drop } from "./scenarios/drop.ts";
import { priceFlip } from "./scenarios/price-flip.ts";

const SCENARIOS: Readonly<Record<string, Scenario>> = { drop, "price-flip": priceFlip };

const USAGE = `npm run blackfriday -- SCENARIO [--seed 1] [--buyers N] [--seconds S] [--units N]
${Object.entries(SCENARIOS)
  .map(([name, { about }]) => `  ${name}: ${about}`)
  .join("\n")}
Without a target a shop is opened for the run. A shop that runs already: --target http://localhost:3000, with DATA_DIR or
DATABASE_URL naming its books; one that is not on this machine needs --the-target-is-mine, too.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    buyers: { type: "string" },
    seconds: { type: "string" },
    units: { type: "string" },
    target: { type: "string" },
    "the-target-is-mine": { type: "boolean", default: false },
  },
});

function requireCount(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} is no number: ${text}`);
  return value;
}

function sizeOf(usual: Size): Size {
  const asked = (name: "buyers" | "seconds" | "units") =>
    values[name] === undefined ? usual[name] : requireCount(values[name], name);
  return { buyers: asked("buyers"), seconds: asked("seconds"), units: asked("units") };
}

/** A shop of its own for the run, or the one that was named. */
async function openTarget() {
  if (values.target !== undefined) {
    const origin = requireTarget(values.target, values["the-target-is-mine"]);
    const dataDir = process.env.DATA_DIR || undefined;
    const store = await openStore({ databaseUrl: process.env.DATABASE_URL || undefined, dataDir });
    const acquirer = dataDir === undefined || process.env.STRIPE_SECRET_KEY ? null : openTestAcquirer(dataDir);
    return { origin, store, acquirer, stop: async () => {} };
  }
  await buildTestReleases();
  const shop = await openShop();
  const store = await openStore({ dataDir: shop.dataDir });
  return {
    origin: requireTarget(shop.origin, false),
    store,
    acquirer: openTestAcquirer(shop.dataDir),
    stop: () => shop.stop(),
  };
}

async function main(): Promise<boolean> {
  const [name = ""] = positionals;
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (!scenario) throw new RangeError(USAGE);
  const size = sizeOf(scenario.usual);
  const seed = requireCount(values.seed, "seed");
  const { origin, store, acquirer, stop } = await openTarget();
  try {
    const report = await rehearse({ origin, store, acquirer, scenario, size, seed });
    console.log(`\n${name}, seed ${seed}`);
    for (const line of reportLines(report)) console.log(line);
    return report.findings.length === 0;
  } finally {
    acquirer?.close();
    await store.close();
    await stop();
  }
}

main().then(
  (honest) => {
    process.exitCode = honest ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof RangeError ? error.message : error);
    process.exitCode = 1;
  },
);
