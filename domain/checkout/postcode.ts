/** Postcode shapes by ISO 3166 country, matched against text without spaces and hyphens, in upper case. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  IE: /^([AC-FHKNPRTV-Y]\d{2}|D6W)[0-9AC-FHKNPRTV-Y]{4}$/,
  GB: /^[A-Z]{1,2}\d[A-Z0-9]?\d[A-Z]{2}$/,
  FR: /^\d{5}$/,
  DE: /^\d{5}$/,
  NL: /^[1-9]\d{3}[A-Z]{2}$/,
  JP: /^\d{7}$/,
};

/** Where the usual spelling has its gap, counted from the end, and what stands in the gap. */
const GAPS: Readonly<Record<string, { readonly fromEnd: number; readonly mark: string }>> = {
  IE: { fromEnd: 4, mark: " " },
  GB: { fromEnd: 3, mark: " " },
  NL: { fromEnd: 2, mark: " " },
  JP: { fromEnd: 4, mark: "-" },
};

export const POSTCODE_EXAMPLES: Readonly<Record<string, string>> = {
  IE: "H91 E2K3",
  GB: "BT1 5GS",
  FR: "29200",
  DE: "20457",
  NL: "1012 JS",
  JP: "104-0045",
};

const squeeze = (text: string) => text.replace(/[\s-]+/g, "").toUpperCase();

/** Whether the text can be a postcode of the country; a country without a known shape takes any 1 to 16 characters. */
export function isPostcode(country: string, text: string): boolean {
  const shape = SHAPES[country];
  if (shape) return shape.test(squeeze(text));
  const length = text.trim().length;
  return length >= 1 && length <= 16;
}

/** The usual spelling of a postcode (`h91e2k3` → `H91 E2K3`); text of another shape comes back trimmed. */
export function tidyPostcode(country: string, text: string): string {
  if (!SHAPES[country] || !isPostcode(country, text)) return text.trim();
  const plain = squeeze(text);
  const gap = GAPS[country];
  if (!gap) return plain;
  return `${plain.slice(0, -gap.fromEnd)}${gap.mark}${plain.slice(-gap.fromEnd)}`;
}
