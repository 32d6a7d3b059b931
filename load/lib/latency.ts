import type { Shopper } from "../blackfriday/crowd.ts";

/** How it went, in three lines: who got what, and how long it took from the moment they were due. */
export function latencies(shoppers: readonly Shopper[]): string {
  const times = Float64Array.from(shoppers, ({ ms }) => ms).sort();
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const byStatus = Map.groupBy(shoppers, ({ status }) => status);
  const counts = [...byStatus].map(([status, list]) => `${list.length} × ${status || "no answer"}`).join(", ");
  return `${shoppers.length} buyers: ${counts}\nfrom due to answered: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`;
}
