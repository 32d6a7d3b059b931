import type { Picture } from "../../../protocol/catalogue.ts";

/** The widest rendition of a picture, which is also where its link leads without scripts. */
export function largeOf({ base }: Pick<Picture, "base">): string {
  return `${base}-1280.webp`;
}
