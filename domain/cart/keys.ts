/**
 * Name of the root map of a cart document; its number is the format, so a breaking shape takes a new name (R11). It is short
 * because Yjs writes it with every key.
 */
export const CART_ROOT = "c2";
/** The root map of format 1, whose counters go up and down; releases before this one write it. */
export const FORMER_ROOT = "cart.1";

/** Characters in a device tag: 36 bits, enough for the few devices that share one cart. */
const DEVICE_TAG_LENGTH = 6;

const KEY = /^([A-Z0-9][A-Z0-9-]{2,23})\|([A-Za-z0-9_-]{6})(?:\|([A-Za-z0-9_-]{6}))?$/;

export interface CounterKey {
  readonly sku: string;
  /** The device that added the units. */
  readonly adder: string;
  /** The device that took them out; null where the counter is the adder's own. */
  readonly remover: string | null;
  /** The only device that may write this key: the last part of it. */
  readonly writer: string;
}

/** Counts every unit that a device ever added. */
export function addedKey(sku: string, adder: string): string {
  return `${sku}|${adder}`;
}

/** Counts how many of an adder's units, the oldest first, a remover knows to be taken out. */
export function removedKey(sku: string, adder: string, remover: string): string {
  return `${sku}|${adder}|${remover}`;
}

/** The parts of a counter key, or null when the text is neither `SKU|adder` nor `SKU|adder|remover`. */
export function parseCounterKey(key: string): CounterKey | null {
  const [, sku, adder, remover] = KEY.exec(key) ?? [];
  return sku && adder ? { sku, adder, remover: remover ?? null, writer: remover ?? adder } : null;
}

/** The parts of a key of format 1, or null when the text is not `SKU|device`. */
export function parseFormerKey(key: string): CounterKey | null {
  const parsed = parseCounterKey(key);
  return parsed?.remover === null ? parsed : null;
}

/** A new random device tag of six base64url characters; it names a device inside a cart and authorises nothing. */
export function newDeviceTag(): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bytes = crypto.getRandomValues(new Uint8Array(DEVICE_TAG_LENGTH));
  return Array.from(bytes, (byte) => alphabet[byte % 64]).join("");
}
