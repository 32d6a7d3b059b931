import fc from "fast-check";
import { expect, test } from "vitest";
import { paymentItems } from "./payment-items.ts";

const picture = { colour: "kelp", view: "front", base: "/media/x/kelp-front", alt: "" };
const line = fc.record({
  sku: fc.constant("LAMP-1"),
  product: fc.constant("lamp"),
  name: fc.constant("Lamp"),
  label: fc.constantFrom("", "Kelp, M"),
  picture: fc.constant(picture),
  quantity: fc.integer({ min: 1, max: 99 }),
  unitAmount: fc.integer({ min: 0, max: 1_000_000 }),
  priceVersion: fc.constant(1),
});

test("the items add up to the lines and the delivery, to the last cent", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 0, max: 5_000 }), (lines, amount) => {
      const items = paymentItems({ lines, deliveryPrice: { currency: "EUR", amount } });
      const sum = (list: readonly { unitAmount: number; quantity: number }[]) =>
        list.reduce((total, item) => total + item.unitAmount * item.quantity, 0);
      expect(sum(items)).toBe(sum(lines) + amount);
    }),
    { seed: 20_261_122 },
  );
});

test("a variant is named by its label, and free delivery is not listed", () => {
  const lines = [
    {
      sku: "A-1",
      product: "a",
      name: "Oilskin",
      label: "Kelp, M",
      picture,
      quantity: 2,
      unitAmount: 5,
      priceVersion: 1,
    },
  ];
  expect(paymentItems({ lines, deliveryPrice: { currency: "JPY", amount: 0 } })).toEqual([
    { name: "Oilskin, Kelp, M", unitAmount: 5, quantity: 2 },
  ]);
});
