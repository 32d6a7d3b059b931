import { callApi } from "../../../offline/api-call.ts";
import type { Problem } from "../../../protocol/problems.ts";
import { pageRelease } from "../../device/page-host.ts";
import { admin } from "../../strings/admin.ts";

export type OperatorOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: number; readonly words: string };

/** A release on a busy machine takes a while until it can answer; giving up early would tell an untruth. */
const PATIENT_MS = 90_000;

/** One act of the operator; what went wrong comes back as words to show. */
export async function callOperator(what: string, body: unknown): Promise<OperatorOutcome> {
  try {
    const call = { method: "POST", path: `/api/operator/${what}`, body, timeoutMs: PATIENT_MS } as const;
    const response = await callApi((input, init) => fetch(input, init), pageRelease(), call);
    if (response.ok) return { ok: true };
    const problem = (await response.json()) as Problem;
    return { ok: false, status: response.status, words: `${admin.failed}: ${problem.detail ?? problem.title}` };
  } catch {
    return { ok: false, status: 0, words: admin.unreachable };
  }
}
