import { createHmac, randomBytes } from "node:crypto";
import { getCookie } from "hono/cookie";
import type { ApiContext, ApiDeps } from "./context.ts";
import { isSecureOrigin, requestOrigin } from "./origin.ts";

const DEVICE = /^[0-9a-f]{32}$/;
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/** Who asks: the device id in the cookie, or null. A secure context reads the `__Host-` name only, which no sibling host can set. */
export function getDevice(context: ApiContext, deps: ApiDeps): string | null {
  const value = getCookie(context, cookieName(context, deps));
  return value !== undefined && DEVICE.test(value) ? value : null;
}

function cookieName(context: ApiContext, deps: ApiDeps): string {
  return isSecureOrigin(requestOrigin(context, deps)) ? "__Host-device" : "device";
}

/** A new 128-bit device id. */
export function newDevice(): string {
  return randomBytes(16).toString("hex");
}

/**
 * The device id for an order that comes without one. It follows from the idempotency key, so that a repeat whose first
 * answer, cookie included, was lost finds its order instead of making a second one (P5).
 */
export function deviceOfKey(key: string, secret: string): string {
  return createHmac("sha256", secret).update(`device of order key ${key}`).digest("hex").slice(0, 32);
}

/** The Set-Cookie value that makes a browser nobody again. */
export function droppedDeviceCookie(context: ApiContext, deps: ApiDeps): string {
  return deviceCookie(context, deps, "").replace(`Max-Age=${MAX_AGE_SECONDS}`, "Max-Age=0");
}

/** The Set-Cookie value that makes a browser this device; 400 days is the longest that browsers keep. */
export function deviceCookie(context: ApiContext, deps: ApiDeps, device: string): string {
  const name = cookieName(context, deps);
  const secure = name.startsWith("__Host-") ? "; Secure" : "";
  return `${name}=${device}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
