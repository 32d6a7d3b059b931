import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES, CURRENCY_DIGITS } from "../protocol/money.ts";
import { formatMoney, money, timesMoney } from "./money.ts";

const read = (currency: (typeof CURRENCIES)[number], amount: number) => formatMoney(money(currency, amount), "en-IE");

describe("formatMoney", () => {
  it("shows cents where a currency has them and none where it has none", () => {
    expect(read("EUR", 123_450)).toBe("€1,234.50");
    expect(read("GBP", 5)).toBe("£0.05");
    expect(read("JPY", 1_900)).toBe("¥1,900");
  });

  it("never loses or makes a minor unit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.integer({ min: 0, max: 1_000_000_000 }), (currency, amount) => {
        const digits = read(currency, amount).replace(/[^\d.]/g, "");
        expect(digits.split(".")[1] ?? "").toHaveLength(CURRENCY_DIGITS[currency]);
        expect(Number(digits.replace(".", ""))).toBe(amount);
      }),
      { seed: 20261122 },
    );
  });
});

describe("timesMoney", () => {
  it("keeps the currency and refuses half a unit", () => {
    expect(timesMoney(money("JPY", 900), 3)).toEqual({ currency: "JPY", amount: 2_700 });
    expect(() => timesMoney(money("EUR", 900), 1.5)).toThrow(RangeError);
  });
});
