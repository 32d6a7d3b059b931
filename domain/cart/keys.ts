/** Name of the one root map of a cart document; its number is the format version, so a breaking shape takes a new name (R11). */
export const CART_ROOT = "cart.1";

/** Characters in a device tag: 36 bits, enough for the few devices that share one cart. */
const DEVICE_TAG_LENGTH = 6;

const KEY = /^([A-Z0-9][A-Z0-9-]{2,23})\|([A-Za-z0-9_-]{6})$/;

export interface CounterKey {
  readonly sku: string;
  readonly device: string;
}

/** The key of one device's counter for one SKU. */
export function counterKey(sku: string, device: string): string {
  return `${sku}|${device}`;
}

/** The parts of a counter key, or null when the text is not `SKU|device`. */
export function parseCounterKey(key: string): CounterKey | null {
  const [, sku, device] = KEY.exec(key) ?? [];
  return sku && device ? { sku, device } : null;
}

/** A new random device tag of six base64url characters; it names a device inside a cart and authorises nothing. */
export function newDeviceTag(): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bytes = crypto.getRandomValues(new Uint8Array(DEVICE_TAG_LENGTH));
  return Array.from(bytes, (byte) => alphabet[byte % 64]).join("");
}
