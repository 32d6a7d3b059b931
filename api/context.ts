import type { Context, Hono } from "hono";
import type { Log } from "../db/log.ts";
import type { Store } from "../db/store.ts";
import type { PaymentPort } from "../payments/port.ts";
import type { Operations } from "./operations.ts";

/** What the API needs from the process that serves it. Times are milliseconds since 1970. */
export interface ApiDeps {
  readonly getStore: () => Promise<Store>;
  readonly payments: PaymentPort;
  readonly now: () => number;
  /** The id of the release that is current for whoever sends this request, as documents carry it (R9). */
  readonly release: (request: Request) => string;
  /** Where this shop keeps its files. */
  readonly dataDir: string;
  /** SHA-256 of the operator's token; null where none was issued. */
  readonly tokenDigest: () => Buffer | null;
  /** The oldest API version that is answered; never below what this code speaks. */
  readonly minApiVersion: number;
  /** What the process around the API can do to its releases; null under plain `next start`. */
  readonly operations: () => Operations | null;
  /** Signs quotes, and derives the device id of a first order from its key. */
  readonly secret: string;
  /** The public origin, such as `https://shop.example`; null takes it from each request. */
  readonly origin: string | null;
  /** Whether `X-Forwarded-Proto` comes from a proxy of ours. */
  readonly trustProxy: boolean;
  readonly log: Log;
}

export interface ApiEnv {
  readonly Variables: { requestId: string; apiVersion: number };
}

export type Api = Hono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;
