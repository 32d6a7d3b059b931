import type { Sharing } from "../protocol/sharing.ts";

/** The fields of a shared cart that every page which shows one relies on. */
export function isSharing(value: unknown): value is Sharing {
  return (
    typeof value === "object" &&
    value !== null &&
    "cartId" in value &&
    "members" in value &&
    Array.isArray(value.members)
  );
}
