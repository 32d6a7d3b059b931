import type { SeedColour } from "../types.ts";

/** A colour of the shop, with the three letters that stand for it in stock-keeping units. */
export interface PaletteColour extends SeedColour {
  readonly tag: string;
}

const colour = (code: string, name: string, swatch: string, tag: string): PaletteColour => ({
  code,
  name,
  swatch,
  tag,
});

/** Every colour that goods come in: one dye lot, one name, one swatch throughout the shop. */
export const palette = {
  yellow: colour("yellow", "Oilskin yellow", "#F5B81A", "YLW"),
  petrol: colour("petrol", "Petrol", "#1D4650", "PET"),
  kelp: colour("kelp", "Kelp", "#5E6F3C", "KLP"),
  red: colour("red", "Buoy red", "#D2492F", "RED"),
  slate: colour("slate", "Slate", "#5B6F76", "SLT"),
  chalk: colour("chalk", "Chalk", "#EDE7D8", "CHK"),
  glass: colour("sea-glass", "Sea-glass", "#9CC5BD", "SEA"),
  navy: colour("night", "Night watch", "#2B3C5A", "NGT"),
  dune: colour("dune", "Dune", "#C4A06A", "DUN"),
  rust: colour("rust", "Rust", "#AC5733", "RST"),
  peat: colour("peat", "Peat", "#5E4A3A", "PEA"),
  heather: colour("heather", "Heather", "#8C7A90", "HTR"),
  fog: colour("fog", "Fog", "#B7C3C5", "FOG"),
  natural: colour("natural", "Natural", "#E4DAC2", "NAT"),
  gorse: colour("gorse", "Gorse", "#DDAE3B", "GRS"),
  iron: colour("iron", "Iron", "#3F4A4D", "IRN"),
  brass: colour("brass", "Brass", "#C89B3F", "BRS"),
  steel: colour("steel", "Steel", "#B4BEC0", "STL"),
  ash: colour("ash", "Ash", "#CFA46C", "ASH"),
  walnut: colour("walnut", "Walnut", "#80563A", "WAL"),
  wax: colour("wax", "Beeswax", "#E5BE5E", "WAX"),
  willow: colour("willow", "Willow", "#B98D56", "WIL"),
} as const;
