// The compiler's worker library types `self` as any worker; this file only ever runs as a service worker.
export const worker = self as unknown as ServiceWorkerGlobalScope;

/** The base path of this worker's release, as in `/v2`; empty for the usual one (R9). */
export function basePath(): string {
  return scopePath().replace(/\/$/, "");
}

/** The path below which this worker answers; part of every cache name, so that two releases side by side never meet (R9). */
export function scopePath(): string {
  return new URL(worker.registration.scope).pathname;
}
