const CLOTHES = ["XS", "S", "M", "L", "XL", "XXL"];

/** Orders sizes as a shopper reads them: clothes from small to large, then measures by their number. */
export function bySize(one: string, other: string): number {
  const [place, otherPlace] = [CLOTHES.indexOf(one), CLOTHES.indexOf(other)];
  if (place >= 0 && otherPlace >= 0) return place - otherPlace;
  if (place >= 0 || otherPlace >= 0) return place >= 0 ? -1 : 1;
  return one.localeCompare(other, "en", { numeric: true });
}
