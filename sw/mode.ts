import type { WorkerMode } from "../protocol/messages.ts";

/** How far the worker trusts itself, and why not further (I1). */
export interface Mode {
  readonly mode: WorkerMode;
  readonly reason: string | null;
}

export type ModeEvent =
  /** A file of this release was wrong twice. */
  | { readonly kind: "broken"; readonly release: string; readonly url: string }
  /** A release was installed whole, or the live one is known to be whole. */
  | { readonly kind: "good" }
  /** Caches or databases do not work, or something happened that should not. */
  | { readonly kind: "failed"; readonly reason: string };

export const NORMAL: Mode = { mode: "NORMAL", reason: null };

/** I1 as a machine: a good release ends distrust of a broken one, and only a new start of the worker ends SAFE_MODE. */
export function nextMode(now: Mode, event: ModeEvent): Mode {
  if (now.mode === "SAFE_MODE") return now;
  switch (event.kind) {
    case "broken":
      return { mode: "EXISTING_CLIENTS_ONLY", reason: `${event.url} of release ${event.release} is damaged` };
    case "good":
      return NORMAL;
    case "failed":
      return { mode: "SAFE_MODE", reason: event.reason };
  }
}
