import { expect, test } from "vitest";
import type { Order } from "../../protocol/orders.ts";
import { confirmationOf } from "./confirmation.ts";

const picture = { colour: "kelp", view: "front", base: "/media/x/kelp-front", alt: "" };
const order: Order = {
  id: "0192a000-0000-7000-8000-000000000000",
  number: "HF-1",
  status: "placed",
  createdAt: "2026-11-22T00:00:00.000Z",
  currency: "EUR",
  lines: [
    {
      sku: "A-1",
      product: "a",
      name: "Oilskin",
      label: "Kelp, M",
      picture,
      quantity: 2,
      unitAmount: 5_000,
      priceVersion: 1,
    },
  ],
  contact: { name: "Ada Byrne", email: "ada@example.com" },
  address: { line1: "1 Quay Street", city: "Galway", postcode: "H91 AE8X", country: "IE" },
  delivery: "standard",
  subtotal: { currency: "EUR", amount: 10_000 },
  deliveryPrice: { currency: "EUR", amount: 590 },
  total: { currency: "EUR", amount: 10_590 },
  payment: { method: "card", status: "paid", url: null, reservedUntil: null },
  events: [],
};

test("tells what was bought, what it cost, where it goes and when", () => {
  const { subject, text } = confirmationOf(order);
  expect(subject).toBe("Your order HF-1 is placed");
  expect(text).toContain("2 × Oilskin, Kelp, M: €100.00\nDelivery: €5.90\nTotal: €105.90");
  expect(text).toContain("Paid by card.");
  expect(text).toContain("in 3 to 5 working days:\nAda Byrne\n1 Quay Street\nGalway\nH91 AE8X\nIreland");
});

test("asks for the money at the door, and names no address for a collection", () => {
  const { text } = confirmationOf({
    ...order,
    delivery: "collect",
    payment: { ...order.payment, method: "on-delivery", status: "due-on-delivery" },
    deliveryPrice: { currency: "EUR", amount: 0 },
  });
  expect(text).toContain("Please have €105.90 ready");
  expect(text).toContain("Delivery: free");
  expect(text).toContain("Ready for collection in 1 working day.");
  expect(text).not.toContain("Quay Street");
});
