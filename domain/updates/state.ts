import type { Place } from "./places.ts";

/** A release as one switch of the shop brought it: going back and forth makes new deployments of equal releases. */
export interface Target {
  readonly release: string;
  readonly deployment: number;
}

/** `release@deployment`: what at most one reload of a tab is spent on (R6). */
export function keyOf({ release, deployment }: Target): string {
  return `${release}@${deployment}`;
}

/** Why an update is applied; only the first and the last are the shopper's own word. */
export type Cause = "accepted" | "quiet" | "skew" | "unrecoverable" | "by-hand";

/**
 * How far applying has come. `finding`: a forced update looks for the newest worker. `sends`: what is under way to the
 * server may arrive, 30 s at most. `saving`: drafts, scroll and cart, 3 s at most. `control`: the new worker is to take
 * over, 10 s at most. `leaving`: the page is going, nothing counts any more.
 */
export type Stage = "finding" | "sends" | "saving" | "control" | "leaving";

export const AT_MOST_MS = { finding: 20_000, sends: 30_000, saving: 3_000, control: 10_000 } as const;

export type Phase = "idle" | "checking" | "downloading" | "ready" | "applying" | "failed";

export interface Applying {
  readonly cause: Cause;
  readonly stage: Stage;
  /** What forced it, where something did. */
  readonly target: Target | null;
}

export interface UpdateState {
  readonly phase: Phase;
  /** The release that this tab was built from. */
  readonly page: string;
  readonly place: Place;
  readonly installing: boolean;
  /** The installed worker that waits, by what it brings; of several the newest. */
  readonly waiting: Target | null;
  /** Nothing waits, but the rest of the device or the server is ahead of this tab: it only needs to reload. */
  readonly ahead: Target | null;
  readonly dismissed: boolean;
  /** What was dismissed last, also before this page was loaded. */
  readonly dismissedKey: string | null;
  readonly applying: Applying | null;
  /** The server refuses this page, or a file of it is gone: it cannot go on as it is, so not even a payment is left alone. */
  readonly forced: boolean;
  /** In `failed`: only the shopper may reload now, by a button. */
  readonly manual: boolean;
  /** Keys of the targets that this tab has reloaded for. */
  readonly spent: readonly string[];
}

export type UpdateEvent =
  /** A navigation, the focus or the interval asks for a check. */
  | { readonly type: "check" }
  | { readonly type: "nothing-new" }
  | { readonly type: "check-failed" }
  /** A newer worker is being installed beside the active one. */
  | { readonly type: "found" }
  | { readonly type: "waiting"; readonly target: Target }
  /** The installation failed, or the worker that waited is gone and none took its place. */
  | { readonly type: "dropped"; readonly worker: "installing" | "waiting" }
  /** Another worker controls this tab. */
  | { readonly type: "took-over"; readonly target: Target }
  /** The boot check found this tab older than what the server routes it to (K4). */
  | { readonly type: "stale"; readonly target: Target }
  | { readonly type: "accepted" }
  | { readonly type: "dismissed" }
  /** The tab is idle, hidden and clean. */
  | { readonly type: "quiet" }
  /** The shopper looks at the tab again. */
  | { readonly type: "returned" }
  /** A link is followed to another page of the shop. */
  | { readonly type: "followed"; readonly href: string; readonly place: Place }
  | { readonly type: "moved"; readonly place: Place }
  | { readonly type: "sends-over" }
  | { readonly type: "saved" }
  /** The reload was not made, since nothing could be remembered of it (R6). */
  | { readonly type: "stays" }
  /** The time of `finding` or `control` has run out. */
  | { readonly type: "late"; readonly stage: "finding" | "control" }
  /** The server no longer speaks this tab's version (R7), or a file of its release is gone everywhere (R10). */
  | { readonly type: "forced"; readonly cause: "skew" | "unrecoverable"; readonly target: Target | null }
  /** The worker removed itself (K1, K2). */
  | { readonly type: "removed" };

export type UpdateEffect =
  | { readonly do: "check" }
  /** Idle timers end, and drains stop at the next unit, here and in the worker. */
  | { readonly do: "quiesce" }
  /** What was quiesced may go on: nothing came of it. */
  | { readonly do: "resume" }
  /** Report `late` when the stage has lasted so long. */
  | { readonly do: "time"; readonly stage: "finding" | "control" }
  /** Report `sends-over`, and `saved`, when done or when the time is up. */
  | { readonly do: "await-sends" }
  | { readonly do: "save" }
  | { readonly do: "skip-waiting" }
  | { readonly do: "remember-dismissal"; readonly key: string }
  /** Remember the key, then reload; null is the shopper's own reload and counts for nothing. */
  | { readonly do: "reload"; readonly key: string | null }
  | { readonly do: "go"; readonly href: string };

export interface Step {
  readonly state: UpdateState;
  readonly effects: readonly UpdateEffect[];
}

/** A tab that has just been loaded; what it remembers came through its last reload. */
export function freshTab(known: {
  readonly page: string;
  readonly place: Place;
  readonly spent: readonly string[];
  readonly dismissedKey: string | null;
}): UpdateState {
  return {
    ...known,
    phase: "idle",
    installing: false,
    waiting: null,
    ahead: null,
    dismissed: false,
    applying: null,
    forced: false,
    manual: false,
  };
}
