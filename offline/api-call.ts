import { HEADER } from "../protocol/headers.ts";
import { API_VERSION } from "../protocol/versions.ts";

/** Nothing that a shopper waits for may hang longer. */
export const CALL_TIMEOUT_MS = 10_000;

export interface ApiCall {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** For what takes its time and nobody shops by, such as a switch of releases; 10 s when absent. */
  readonly timeoutMs?: number;
  /** For what is public and large: a copy of the browser's is taken when the server says that it still holds. */
  readonly revalidate?: boolean;
}

/**
 * One call to our API (R7): a new Headers, since spreading one drops all; same-origin cookies; no redirect, which would be
 * somebody else's page. Rejects when nothing of ours answered within 10 s.
 */
export function callApi(send: typeof fetch, clientBuild: string, call: ApiCall): Promise<Response> {
  const headers = new Headers({
    Accept: "application/json",
    [HEADER.apiVersion]: String(API_VERSION),
    [HEADER.clientBuild]: clientBuild,
  });
  if (call.idempotencyKey !== undefined) headers.set(HEADER.idempotencyKey, call.idempotencyKey);
  if (call.body !== undefined) headers.set("Content-Type", "application/json");
  return send(call.path, {
    method: call.method,
    headers,
    body: call.body === undefined ? null : JSON.stringify(call.body),
    credentials: "same-origin",
    cache: call.revalidate ? "no-cache" : "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(call.timeoutMs ?? CALL_TIMEOUT_MS),
  });
}
