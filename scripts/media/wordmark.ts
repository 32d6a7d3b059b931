/** HOLDFAST in drawn letters, 100 high and 812 wide, so that no picture depends on an installed font. */
export function wordmark(ink: string): string {
  const letters: readonly (readonly [x: number, d: string])[] = [
    [0, "M9 0V100M73 0V100M9 48H73"],
    [106, "M50 9C76 9 91 26 91 50C91 74 76 91 50 91C24 91 9 74 9 50C9 26 24 9 50 9Z"],
    [230, "M9 0V91H60"],
    [308, "M9 9H36C64 9 79 26 79 50C79 74 64 91 36 91H9Z"],
    [420, "M9 100V9H62M9 52H54"],
    [492, "M6 100L46 8L86 100M22 68H70"],
    [600, "M68 22C62 13 53 9 41 9C24 9 13 17 13 29C13 58 71 40 71 69C71 83 59 91 41 91C27 91 15 86 8 75"],
    [694, "M0 9H80M40 9V100"],
  ];
  const strokes = letters.map(([x, d]) => `<path d="${d}" transform="translate(${x} 0)"/>`).join("");
  return `<g fill="none" stroke="${ink}" stroke-width="18" stroke-linejoin="miter" stroke-miterlimit="8">${strokes}</g>`;
}
