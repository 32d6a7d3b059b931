import type { OrderRequest } from "../../../protocol/orders.ts";
import type { Problem } from "../../../protocol/problems.ts";

/** The skus that an `unknown-sku` problem points at, by its JSON pointers into the request (`/lines/2/sku`). */
export function unknownSkus(problem: Problem, request: OrderRequest): string[] {
  if (problem.code !== "unknown-sku") return [];
  return (problem.errors ?? []).flatMap(({ pointer }) => {
    const index = /^\/lines\/(\d+)\b/.exec(pointer)?.[1];
    const line = index === undefined ? undefined : request.lines[Number(index)];
    return line ? [line.sku] : [];
  });
}
