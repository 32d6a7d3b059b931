/** Supervisor → host. `connection` travels with the accepted socket. */
export type ToHost = { readonly kind: "connection" } | { readonly kind: "retire"; readonly handOver: boolean };

/** Host → supervisor: `ready` when the first request can be answered. */
export type FromHost = { readonly kind: "ready" };
