import { NO_DOCUMENT_POLICY } from "./content-security-policy.ts";

/** On every answer of the host, and on the documents that a worker stores from a pack. */
export const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  // Documents and scripts bring a policy of their own, which takes this one's place.
  "Content-Security-Policy": NO_DOCUMENT_POLICY,
} as const;
