import fc from "fast-check";
import { expect, test } from "vitest";
import { askBank, cardFaults } from "./cards.ts";

const now = Date.UTC(2026, 10, 22);
const good = { number: "4242 4242 4242 4242", expiry: "11 / 26", cvc: "123" };

test("the test cards pay, are declined and get no answer", () => {
  expect(askBank("4242 4242 4242 4242")).toEqual({ kind: "paid", last4: "4242" });
  expect(askBank("4000-0000-0000-0002").kind).toBe("declined");
  expect(askBank("4000000000009995").kind).toBe("declined");
  expect(askBank("4000 0000 0000 0341").kind).toBe("no-answer");
});

test("no other number ever pays", () => {
  fc.assert(
    fc.property(fc.string(), (number) => {
      fc.pre(number.replace(/[\s-]/g, "") !== "4242424242424242");
      expect(askBank(number).kind).not.toBe("paid");
    }),
    { seed: 20_261_122 },
  );
});

test("a card is good to the end of the month on it", () => {
  expect(cardFaults(good, now)).toEqual({});
  expect(cardFaults({ ...good, expiry: "11/2026" }, Date.UTC(2026, 11, 1) - 1)).toEqual({});
  expect(cardFaults(good, Date.UTC(2026, 11, 1))).toHaveProperty("expiry");
});

test("each field says what is wrong with it", () => {
  expect(Object.keys(cardFaults({ number: "4242 4242 4242 4241", expiry: "13/30", cvc: "12" }, now))).toEqual([
    "number",
    "expiry",
    "cvc",
  ]);
  expect(cardFaults({ number: "", expiry: "", cvc: "" }, now)).toHaveProperty("number");
});
