/** The API version that this code speaks; the server also answers the one before (R7). */
export const API_VERSION = 2;
/** The oldest API version that the server still answers. */
export const MIN_API_VERSION = 1;
/** Format of entries in the browser's outbox; a worker leaves formats that it does not know (R11). */
export const OUTBOX_FORMAT = 1;
/** Format of outbox entries that only have to arrive; releases that send nothing but orders and carts leave it alone. */
export const PLAIN_WRITE_FORMAT = 2;
/** Format of cart syncs that tell an epoch; those of `OUTBOX_FORMAT` tell none, and are still sent for releases that wrote them. */
export const CART_SYNC_FORMAT = 3;
/** Version of page ↔ worker messages; a message of another version is ignored. */
export const MESSAGE_VERSION = 1;
