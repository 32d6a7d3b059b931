/** The most bytes that one Yjs update may have, and that a whole sync body may carry. */
export const MAX_UPDATE_BYTES = 64 * 1024;
export const MAX_UPDATES_PER_SYNC = 64;
/** The most characters of a state vector in an address: servers read only so long a first line. */
export const MAX_VECTOR_TEXT = 6_000;
