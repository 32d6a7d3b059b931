import { auditLedger } from "../db/queries/ledger.ts";
import { verdictOf } from "../load/lib/verdict.ts";
import { withStore } from "./lib/with-store.ts";

/** P6: reads the books, says what contradicts itself, and ends with 1 if anything does. */
await withStore(async ({ read }) => {
  const violations = await auditLedger(read);
  console.log(verdictOf(violations));
  if (violations.length > 0) process.exitCode = 1;
});
