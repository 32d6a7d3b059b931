/** The most bytes that one Yjs update may have, and that a whole sync body may carry. */
export const MAX_UPDATE_BYTES = 64 * 1024;
export const MAX_UPDATES_PER_SYNC = 64;
