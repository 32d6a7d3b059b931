import { parseArgs } from "node:util";
import { auditLedger } from "../db/queries/ledger.ts";
import { openStore } from "../db/store.ts";
import { type Crowd, runCrowd } from "./blackfriday/crowd.ts";
import { SCENARIOS } from "./blackfriday/scenarios.ts";
import { latencies } from "./lib/latency.ts";
import { requireTarget } from "./lib/loopback.ts";
import { openStand } from "./lib/stand.ts";
import { verdictOf } from "./lib/verdict.ts";

const USAGE = `npm run blackfriday -- drop              thousands of buyers, 100 units
npm run blackfriday -- price-flip        prices change while people buy
  --buyers 3000 --rate 300 --seed 1      how many, how many arrive per second, which crowd
  --target http://localhost:3000         a shop that runs already, its books in DATA_DIR; without it one is opened for the run
  --the-target-is-mine                   for a target that is not this machine`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    buyers: { type: "string", default: "3000" },
    rate: { type: "string", default: "300" },
    seed: { type: "string", default: "20261127" },
    target: { type: "string" },
    "the-target-is-mine": { type: "boolean", default: false },
  },
});

function requireCount(text: string, name: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`--${name} is no number: ${text}`);
  return count;
}

async function main(): Promise<boolean> {
  const scenario = SCENARIOS[positionals[0] ?? ""];
  if (!scenario) throw new RangeError(`which scenario?\n${USAGE}`);
  const crowd: Crowd = {
    buyers: requireCount(values.buyers, "buyers"),
    perSecond: requireCount(values.rate, "rate"),
    seed: requireCount(values.seed, "seed"),
  };
  const { target } = values;
  const origin = target === undefined ? null : requireTarget(target, values["the-target-is-mine"]).origin;
  const stand = origin === null ? await openStand({ stock: 1_000 }) : null;
  const dataDir = stand?.dataDir;
  try {
    const store = await openStore({ dataDir, databaseUrl: stand ? undefined : process.env.DATABASE_URL || undefined });
    try {
      const plan = await scenario.prepare(store, crowd);
      const shoppers = await runCrowd(stand?.server().origin ?? origin ?? "", crowd, plan);
      await plan.end();
      // The books come first: how fast a shop is that sold something twice is of no interest.
      const violations = await auditLedger(store.read);
      const broken = await plan.broken(shoppers);
      console.log(verdictOf(violations));
      console.log(broken.length === 0 ? `${scenario.promise} Kept.` : `${scenario.promise} BROKEN.`);
      for (const line of broken.slice(0, 20)) console.log(`  ${line}`);
      for (const line of [...plan.notes(shoppers), latencies(shoppers)]) console.log(line);
      return violations.length === 0 && broken.length === 0;
    } finally {
      await store.close();
    }
  } finally {
    await stand?.stop();
  }
}

main().then(
  (kept) => process.exit(kept ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
