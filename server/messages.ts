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
  | { readonly kind: "connection" }
  | { readonly kind: "beside"; readonly beside: Beside | null }
  | { readonly kind: "retire"; readonly handOver: boolean };

/** Host → supervisor: `ready` when the first request can be answered (`port` where it listens itself), `seen` now and then. */
export type FromHost =
  | { readonly kind: "ready"; readonly port: number | null }
  | { readonly kind: "seen"; readonly sightings: readonly Sightings[] };
