import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Read and set by https and loopback pages only: on other addresses the token would cross the network in the clear. */
export const OPERATOR_COOKIE = "__Host-operator";
const SESSION_SECONDS = 12 * 60 * 60;

/** What a session is bound to: another secret or another token ends it. */
interface Seal {
  readonly secret: string;
  readonly digest: Buffer;
}

function macOf(text: string, { secret, digest }: Seal): Buffer {
  return createHmac("sha256", secret)
    .update(`operator session\n${digest.toString("hex")}\n${text}`)
    .digest();
}

/** The Set-Cookie value of a new session. It holds no state on the server, so a release that goes out ends no session. */
export function sessionCookie(seal: Seal, now: number): string {
  const text = `${Math.floor(now / 1_000) + SESSION_SECONDS}.${randomBytes(9).toString("base64url")}`;
  const value = `${text}.${macOf(text, seal).toString("base64url")}`;
  return `${OPERATOR_COOKIE}=${value}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; Secure; SameSite=Strict`;
}

export const ENDED_SESSION = `${OPERATOR_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict`;

/** Whether the value of the cookie is a session that was opened here and has not run out. */
export function isOpenSession(value: string | undefined, seal: Seal, now: number): boolean {
  const [expires = "", salt = "", mac = "", ...rest] = (value ?? "").split(".");
  if (rest.length > 0 || !/^\d{1,12}$/.test(expires) || Number(expires) * 1_000 <= now) return false;
  const given = Buffer.from(mac, "base64url");
  const wanted = macOf(`${expires}.${salt}`, seal);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
