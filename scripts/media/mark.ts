/** The sign of the shop on a 48 × 48 grid: a stem that divides into two claws and grips a stone. Fill it, nonzero. */
export const markGrip =
  "M20.6 1.5C26.6 3.2 29 7.4 29.2 12.4A17.4 17.4 0 0 1 36.6 43.4A13.6 13.6 0 1 0 11.4 43.4A17.4 17.4 0 0 1 18.9 12.4C18.8 8.6 17.8 6.2 14.6 4.6Z";

/** The stone, apart, so that it may take a colour of its own. */
export const markStone = "M24 28.4A9 9 0 0 1 24 46.4A9 9 0 0 1 24 28.4Z";

/** Both, for use in one colour. */
export const markShape = `${markGrip}${markStone}`;
