/** A Yjs state vector (v1) without Yjs: how many of each client's items are known; null for bytes that are none. */
export function readStateVector(bytes: Uint8Array): ReadonlyMap<number, number> | null {
  let at = 0;
  /** Seven bits a byte, the lowest first; NaN past the end. */
  const number = (): number => {
    for (let value = 0, worth = 1; worth <= Number.MAX_SAFE_INTEGER; worth *= 128) {
      const byte = bytes[at] ?? Number.NaN;
      at += 1;
      value += (byte % 128) * worth;
      if (!(byte >= 128)) return value;
    }
    return Number.NaN;
  };
  const clocks = new Map<number, number>();
  for (let left = number(); left > 0; left -= 1) clocks.set(number(), number());
  return at === bytes.length && ![...clocks].flat().some(Number.isNaN) ? clocks : null;
}

/** Whether everything that `other` tells of is in `one`; false when either cannot be read. */
export function coversVector(one: Uint8Array, other: Uint8Array): boolean {
  const [has, asked] = [readStateVector(one), readStateVector(other)];
  return has !== null && asked !== null && [...asked].every(([client, clock]) => (has.get(client) ?? 0) >= clock);
}
