/** Statements take a limited number of values: long lists go in slices of this many rows. */
const ROWS = 500;

export function slicesOf<T>(list: readonly T[]): T[][] {
  const slices: T[][] = [];
  for (let start = 0; start < list.length; start += ROWS) slices.push(list.slice(start, start + ROWS));
  return slices;
}
