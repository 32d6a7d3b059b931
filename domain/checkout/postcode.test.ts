import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shop } from "../../shop.config.ts";
import { isPostcode, POSTCODE_EXAMPLES, tidyPostcode } from "./postcode.ts";

describe("postcodes", () => {
  it("has an example for each country that the shop sends to, and takes it as written", () => {
    for (const { code } of shop.countries) {
      const example = POSTCODE_EXAMPLES[code] ?? "";
      expect(isPostcode(code, example), code).toBe(true);
      expect(tidyPostcode(code, example)).toBe(example);
    }
  });

  it.each([
    ["IE", "h91e2k3", "H91 E2K3"],
    ["IE", "d6w  xy00", "D6W XY00"],
    ["GB", "bt15gs", "BT1 5GS"],
    ["NL", "1012js", "1012 JS"],
    ["JP", "1040045", "104-0045"],
    ["DE", " 20457 ", "20457"],
  ])("spells %s “%s” as %s", (country, typed, usual) => {
    expect(tidyPostcode(country, typed)).toBe(usual);
  });

  it("leaves what it does not understand as it was, trimmed", () => {
    expect(tidyPostcode("IE", " 12345 ")).toBe("12345");
    expect(tidyPostcode("NO", " n-0150 ")).toBe("n-0150");
  });

  it("never makes a good postcode bad, and changes nothing the second time", () => {
    const country = fc.constantFrom(...shop.countries.map(({ code }) => code));
    fc.assert(
      fc.property(country, fc.string({ maxLength: 20 }), (code, text) => {
        const tidy = tidyPostcode(code, text);
        expect(isPostcode(code, tidy)).toBe(isPostcode(code, text));
        expect(tidyPostcode(code, tidy)).toBe(tidy);
      }),
      { seed: 2026 },
    );
  });
});
