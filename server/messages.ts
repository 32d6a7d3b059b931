import type { Sightings } from "./seen.ts";

/** Supervisor → host. `connection` travels with the accepted socket. */
export type ToHost = { readonly kind: "connection" } | { readonly kind: "retire"; readonly handOver: boolean };

/** Host → supervisor: `ready` when the first request can be answered, `seen` now and then. */
export type FromHost = { readonly kind: "ready" } | { readonly kind: "seen"; readonly sightings: readonly Sightings[] };
