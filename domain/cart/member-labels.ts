const COLOURS = ["amber", "azure", "coral", "ivory", "lilac", "olive", "rose", "silver", "teal", "umber"] as const;
const ANIMALS = ["badger", "curlew", "gannet", "hare", "heron", "otter", "plover", "puffin", "seal", "wren"] as const;

export const MEMBER_LABELS: readonly string[] = COLOURS.flatMap((colour) =>
  ANIMALS.map((animal) => `${colour}-${animal}`),
);

/**
 * A name for a new member of a shared cart that no other member has (Y4). It is drawn, so that it follows from nothing about
 * the person; `draw` answers a number from 0 to below 1. Throws RangeError when every name is taken.
 */
export function drawLabel(taken: Iterable<string>, draw: () => number): string {
  const used = new Set(taken);
  const free = MEMBER_LABELS.filter((label) => !used.has(label));
  const label = free[Math.floor(draw() * free.length)];
  if (label === undefined) throw new RangeError("every name is taken");
  return label;
}
