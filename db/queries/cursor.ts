/** A cursor that this list never handed out; the API answers `invalid`. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
}

/** True for `BadCursor` of any copy of this module. */
export function isBadCursor(error: unknown): boolean {
  return error instanceof Error && error.name === "BadCursor";
}

/** An opaque cursor: the list it belongs to and the position after which the next page starts. */
export function encodeCursor(list: string, position: number): string {
  return Buffer.from(`${list} ${position}`).toString("base64url");
}

/** The position in a cursor of this list, and -1, before everything, without one. Throws `BadCursor`. */
export function decodeCursor(list: string, cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  const [name, position, ...rest] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  if (name !== list || position === undefined || rest.length > 0 || !/^\d{1,9}$/.test(position)) {
    throw new BadCursor("this cursor does not belong to this list");
  }
  return Number(position);
}
