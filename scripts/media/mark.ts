/** The sign of the shop on a 48 × 48 grid: a stem that spreads its root over a stone. Fill it, nonzero. */
export const markGrip =
  "M22 1.5C27.4 4.6 28.4 9.6 28 13.4C35.6 16 40.8 22.6 41.4 31.6C41.7 37 43.2 41.4 46.6 45.4C39.6 44.4 36.2 38.6 35.9 32.4C35.5 25.4 31 20.8 24 20.8C17 20.8 12.5 25.4 12.1 32.4C11.8 38.6 8.4 44.4 1.4 45.4C4.8 41.4 6.3 37 6.6 31.6C7.2 22.6 12.6 15.8 20.6 13.2C21.2 9.6 20.4 6.6 17 4.6Z";

/** The stone, apart, so that it may take a colour of its own. */
export const markStone = "M24 28.6A8.2 8.2 0 0 1 24 45A8.2 8.2 0 0 1 24 28.6Z";

/** Both, for use in one colour. */
export const markShape = `${markGrip}${markStone}`;
