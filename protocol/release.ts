/**
 * Stands for the release id in everything that is built before the id is known; the release step replaces it in place,
 * so it is exactly as long as an id (R1). It must never reach a content-hashed file under `/_next/static/chunks`.
 */
export const RELEASE_ID: string = "__HOLDFAST_RELEASE_ID__!";

/** A release id: the first 24 characters of a base64url SHA-384. */
export const RELEASE_ID_LENGTH = 24;
