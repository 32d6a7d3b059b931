import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeLine, type Proof, proofOfQuote, type Quote } from "./quotes.ts";

const amount = fc.integer({ min: 0, max: 1_000_000 });
const proof = fc.constantFrom<Proof>("none", "in-window", "too-old");
const policy = fc.record({
  tolerancePercent: fc.integer({ min: 0, max: 20 }),
  expiredQuote: fc.constantFrom("ask" as const, "honour" as const),
});
const SEED = { seed: 20261127, numRuns: 5_000 };

describe("judging a line", () => {
  it("never charges more than was shown, nor more than it costs now", () => {
    fc.assert(
      fc.property(amount, amount, proof, policy, (shown, now, spoken, terms) => {
        const verdict = judgeLine({ shown, now, proof: spoken }, terms);
        if (verdict === null) return now > shown;
        return (
          verdict.amount <= shown && verdict.amount <= now && verdict.amount === (verdict.of === "now" ? now : shown)
        );
      }),
      SEED,
    );
  });

  it("believes no price that nothing speaks for, whatever the policy", () => {
    fc.assert(
      fc.property(amount, amount, policy, (shown, now, terms) => {
        fc.pre(now > shown);
        return judgeLine({ shown, now, proof: "none" }, terms) === null;
      }),
      SEED,
    );
  });

  it.each([
    { shown: 1000, now: 1000, proof: "none", verdict: { amount: 1000, of: "now" } },
    { shown: 1000, now: 900, proof: "too-old", verdict: { amount: 900, of: "now" } },
    { shown: 1000, now: 1500, proof: "in-window", verdict: { amount: 1000, of: "shown" } },
    { shown: 1000, now: 1020, proof: "too-old", verdict: { amount: 1000, of: "shown" } },
    { shown: 1000, now: 1021, proof: "too-old", verdict: null },
  ] as const)("$shown shown, $now now, $proof", ({ verdict, ...line }) => {
    expect(judgeLine(line, { tolerancePercent: 2, expiredQuote: "ask" })).toEqual(verdict);
  });

  it("honours an old quote where policy says so", () => {
    const terms = { tolerancePercent: 0, expiredQuote: "honour" } as const;
    expect(judgeLine({ shown: 1, now: 2, proof: "too-old" }, terms)).toEqual({ amount: 1, of: "shown" });
  });
});

describe("what a quote speaks for", () => {
  const quote: Quote = { currency: "EUR", priceVersion: 3, validUntil: 100, amounts: { "ROPE-10": 1500 } };
  const line = { sku: "ROPE-10", unitAmount: 1500 };

  it("is its own prices in its own currency, up to and including its last moment", () => {
    expect(proofOfQuote(quote, line, "EUR", 100)).toBe("in-window");
    expect(proofOfQuote(quote, line, "EUR", 101)).toBe("too-old");
    expect(proofOfQuote(quote, line, "GBP", 1)).toBeNull();
    expect(proofOfQuote(quote, { ...line, unitAmount: 1499 }, "EUR", 1)).toBeNull();
    expect(proofOfQuote(quote, { sku: "ROPE-20", unitAmount: 1500 }, "EUR", 1)).toBeNull();
    expect(proofOfQuote(null, line, "EUR", 1)).toBeNull();
  });
});
