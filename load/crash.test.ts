import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { getStock, setStock } from "../db/queries/stock.ts";
import { crashRun } from "./lib/crash.ts";
import { openStand } from "./lib/stand.ts";

const KILLS = process.env.HOLDFAST_LONG ? 200 : 3;

test(
  `a shop that is killed ${KILLS} times at random moments loses no order, makes none twice and charges nobody falsely`,
  async () => {
    const { acknowledged, charged, violations, faults } = await crashRun({ kills: KILLS, seed: 20261127 });
    expect(faults).toEqual([]);
    expect(violations).toEqual([]);
    expect(acknowledged).toBeGreaterThan(KILLS * 2);
    expect(charged).toBeGreaterThan(0);
  },
  KILLS * 10_000 + 240_000,
);

test("sixteen processes of buyers on ten units: ten are sold", async () => {
  const stand = await openStand({ stock: 5 });
  try {
    const [sku = ""] = stand.skus;
    await stand.withBooks((store) => store.tx((db) => setStock(db, sku, 10)));
    const run = promisify(execFile);
    const args = ["load/lib/buyer.ts", "--origin", stand.server().origin, "--sku", sku, "--units", "3"];
    const buyers = await Promise.all(Array.from({ length: 16 }, () => run(process.execPath, args)));
    const sold = buyers.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(sold).toHaveLength(10);
    expect(new Set(sold).size).toBe(10);
    await stand.withBooks(async ({ read }) => {
      expect(await getStock(read, sku)).toBe(0);
      expect(await auditLedger(read)).toEqual([]);
    });
  } finally {
    await stand.stop();
  }
}, 120_000);
