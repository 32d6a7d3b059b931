import type { Pin } from "./control.ts";

/** A page in the back-forward cache is no live client; browsers drop it within this time. */
export const GRACE_MS = 30 * 60_000;

export type Pins = ReadonlyMap<string, Pin>;

/** The pins after a look at who lives: what lives is seen now, what is unknown is noted, what is long gone is dropped. */
export function tended(
  pins: Pins,
  live: { readonly windows: readonly string[]; readonly others: readonly string[] },
  now: number,
): Map<string, Pin> {
  const next = new Map<string, Pin>();
  const alive = new Set([...live.windows, ...live.others]);
  for (const [client, pin] of pins) {
    // A window that never says what it runs is waited for as long as one that is gone, not for ever.
    if (alive.has(client)) next.set(client, pin.release === null ? pin : { ...pin, seenAt: now });
    else if (now - pin.seenAt < GRACE_MS && pin.seenAt <= now) next.set(client, pin);
  }
  for (const client of live.windows) {
    if (!pins.has(client)) next.set(client, { client, release: null, substituted: false, seenAt: now });
  }
  return next;
}

/**
 * The releases that somebody runs (R2); null while a window lives that has not said what it runs, which might be any.
 */
export function releasesInUse(pins: Pins, windows: readonly string[], now: number): ReadonlySet<string> | null {
  const unknown = windows.some((client) => {
    const pin = pins.get(client);
    return pin === undefined || (pin.release === null && now - pin.seenAt < GRACE_MS);
  });
  if (unknown) return null;
  return new Set([...pins.values()].flatMap(({ release }) => (release === null ? [] : [release])));
}
