/** The sign of the shop on a 48 × 48 grid: a stem that divides into two claws and grips a stone. Fill it, nonzero. */
export const markGrip =
  "M21 1.5C26 4.5 27.6 9 27.4 14.9A16.5 16.5 0 0 1 34.7 43.55A13.4 13.4 0 1 0 13.3 43.55A16.5 16.5 0 0 1 20.6 14.9C20.9 10.5 19.6 7 16.5 4.8Z";

/** The stone, apart, so that it may take a colour of its own. */
export const markStone = "M24 28A8.3 8.3 0 0 1 24 44.6A8.3 8.3 0 0 1 24 28Z";

/** Both, for use in one colour. */
export const markShape = `${markGrip}${markStone}`;
