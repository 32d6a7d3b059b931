/**
 * Y3: `GET /api/carts/{id}/signal?device=…&certificate=…`, a WebSocket (RFC 6455) by which the devices of one cart find each
 * other. It speaks y-webrtc's signalling protocol, JSON in text frames, for one room only, and adds `vouched`.
 */
export interface SignalSeat {
  readonly cartId: string;
  /** The tag that names the device inside the cart's document. */
  readonly device: string;
  /** Fingerprint of the certificate that all of its connections use (RFC 8122, section 5), in lower case. */
  readonly certificate: string;
}

/** The shop's word for who is behind a certificate; comes before anything that this device publishes. */
export interface Vouched {
  readonly type: "vouched";
  readonly device: string;
  readonly certificate: string;
}

/** A session description is about 2 kB, and a third longer in base64. */
export const MAX_SIGNAL_BYTES = 16 * 1024;

/** The room has another key now, or this device no place in it: ask who is a member, and come again. */
export const SIGNAL_MOVED = 4401;

const PATH = /^\/api\/carts\/([0-9a-f-]{36})\/signal$/;
const DEVICE = /^[A-Za-z0-9_-]{6}$/;
const CERTIFICATE = /^sha-256 [0-9a-f]{2}(:[0-9a-f]{2}){31}$/;

/** Address of the socket below the shop's origin. */
export function signalTarget({ cartId, device, certificate }: SignalSeat): string {
  return `/api/carts/${cartId}/signal?${new URLSearchParams({ device, certificate })}`;
}

/** What `signalTarget` was made from; null for any other address. */
export function readSignalTarget(target: string): SignalSeat | null {
  const url = URL.parse(target, "http://shop.invalid");
  const [, cartId] = PATH.exec(url?.pathname ?? "") ?? [];
  const device = url?.searchParams.get("device") ?? "";
  const certificate = url?.searchParams.get("certificate") ?? "";
  return cartId && DEVICE.test(device) && CERTIFICATE.test(certificate) ? { cartId, device, certificate } : null;
}

/** Name of the room that a key opens: tells neither the key nor the cart. */
export async function roomOf(roomKey: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`room ${roomKey}`));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Documents of different epochs share no history, so their devices meet apart. */
export function topicOf(room: string, epoch: number): string {
  return `${room}.${epoch}`;
}

export function isTopicOf(topic: unknown, room: string): topic is string {
  return typeof topic === "string" && topic.startsWith(`${room}.`) && /^\d{1,9}$/.test(topic.slice(room.length + 1));
}

export function isVouched(message: unknown): message is Vouched {
  if (typeof message !== "object" || message === null || !("type" in message) || message.type !== "vouched")
    return false;
  const { device, certificate } = message as Partial<Vouched>;
  return typeof device === "string" && typeof certificate === "string";
}
