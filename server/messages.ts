import type { SplitFile } from "./release/split.ts";
import type { Sightings } from "./seen.ts";

/** A release that serves beside the live one: how visitors are divided, and the loopback port on which it renders. */
export interface Beside {
  readonly split: SplitFile;
  readonly port: number;
  /** Below which it lives; empty for the root (R9). */
  readonly basePath: string;
}

/** Supervisor → host. `connection` travels with the accepted socket; `beside` tells who else serves, or that nobody does. */
export type ToHost =
  | { readonly kind: "connection"; readonly id: number }
  | { readonly kind: "beside"; readonly beside: Beside | null }
  | { readonly kind: "retire"; readonly handOver: boolean };

/**
 * Host → supervisor: `ready` when the first request can be answered (`port` where it listens itself), `taken` for every
 * connection that has reached it, `seen` now and then. A host of an older build says nothing of what it took.
 */
export type FromHost =
  | { readonly kind: "ready"; readonly port: number | null; readonly tellsTaken?: true }
  | { readonly kind: "taken"; readonly id: number }
  | { readonly kind: "seen"; readonly sightings: readonly Sightings[] };
