import { type ApiCall, callApi } from "../../offline/api-call.ts";
import { onDevice } from "../../offline/database.ts";
import { settleForgetting } from "../../offline/forget.ts";
import { DRAIN_LOCK, underLock } from "../../offline/locks.ts";
import { type Outcome, outcomeOf, UNREACHED } from "../../offline/outcome.ts";
import { HEADER } from "../../protocol/headers.ts";
import { reportReached } from "./connection.ts";
import { pageRelease } from "./page-host.ts";
import { reportSkew } from "./report-skew.ts";
import { holdUpdates } from "./standstill.ts";

export interface ShopAnswer {
  readonly outcome: Outcome;
  /** `device` when the worker answered from what it had stored, because the shop did not or because that will do (C6). */
  readonly source: "network" | "device";
  /** How long ago the shop said so, in milliseconds; 0 from the network (P2). */
  readonly ageMs: number;
}

/** One call about this device's own things, under the lock that keeps the device cookie single; rejects when nothing answered. */
export function callAsOwner(call: ApiCall): Promise<Outcome> {
  return underLock(DRAIN_LOCK, async () => {
    const isClear = await onDevice((db) => settleForgetting(db, (input, init) => fetch(input, init), pageRelease()));
    return isClear ? (await callShop(call)).outcome : UNREACHED;
  });
}

/** One call to the shop, judged by the table of problems; rejects when nothing answered. */
export async function callShop(call: ApiCall): Promise<ShopAnswer> {
  try {
    const asked = callApi((input, init) => fetch(input, init), pageRelease(), call);
    // A reload in the middle of a write would leave nobody to read what came of it (R5).
    const response = await (call.method === "GET" ? asked : holdUpdates(asked));
    const told = response.headers.get(HEADER.source) ?? "network";
    const source = told === "network" ? "network" : "device";
    const outcome = await outcomeOf(response, Date.now());
    if (outcome.kind === "keep" && outcome.waitsFor === "update") reportSkew();
    // A stored answer that is renewed behind the page's back says nothing about the network.
    const says = !(call.revalidate && told === "cache");
    if (says) reportReached(source === "network" && (outcome.kind !== "retry" || outcome.reached));
    return { outcome, source, ageMs: Number(response.headers.get("Age") ?? 0) * 1_000 };
  } catch (error) {
    reportReached(false);
    throw error;
  }
}
