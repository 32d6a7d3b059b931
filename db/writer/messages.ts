import { asStoreError, type StoreFailure, StoreUnavailable, TxConflict } from "../errors.ts";
import type { HotName } from "../hot.ts";

export interface HotCall {
  readonly id: number;
  readonly name: HotName;
  readonly input: unknown;
}

/** Serving thread → writer's thread. A turn is the right of the other thread's connection to write. */
export type ToWriter =
  | { readonly kind: "run"; readonly calls: readonly HotCall[] }
  | { readonly kind: "turn" | "turn-over"; readonly id: number }
  | { readonly kind: "close" };

export type HotAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PlainError }
);

/** Writer's thread → serving thread. */
export type FromWriter =
  | { readonly kind: "ready" }
  | { readonly kind: "answers"; readonly answers: readonly HotAnswer[] }
  | { readonly kind: "your-turn"; readonly id: number };

/** An error as it crosses threads, where classes get lost. */
interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly failure?: StoreFailure;
}

export function plainError(thrown: unknown): PlainError {
  const error = asStoreError(thrown);
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  return error instanceof StoreUnavailable
    ? { name, message, stack, failure: error.failure }
    : { name, message, stack };
}

/** The error on this side, with the class that callers ask for. */
export function revivedError({ name, message, stack, failure }: PlainError): Error {
  const cause = Object.assign(new Error(message), { name, stack });
  if (failure !== undefined) return new StoreUnavailable(failure, cause);
  if (name === "TxConflict") return new TxConflict(message, { cause });
  if (name === "RangeError") return new RangeError(message, { cause });
  return cause;
}
