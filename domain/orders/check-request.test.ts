import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderRequest } from "../../protocol/orders.ts";
import { shop } from "../../shop.config.ts";
import { faultsOf } from "./check-request.ts";

const good: OrderRequest = {
  cartId: "0192a000-0000-7000-8000-000000000000",
  currency: "EUR",
  lines: [{ sku: "LAMP-1", quantity: 1, unitAmount: 100, priceVersion: 1 }],
  contact: { name: "Ada Byrne 👩‍🚀", email: "ada@example.com" },
  address: { line1: "1 Quay Street", city: "Gaillimh", postcode: "H91", country: "IE" },
  delivery: "standard",
  payment: "card",
  shown: { delivery: 0, total: 100 },
};

const pointersOf = (request: OrderRequest) => faultsOf(request).map((fault) => fault.pointer);

test("a request that the shop can fulfil has no fault, in every country and way that it offers", () => {
  for (const { code } of shop.countries) {
    for (const { id } of shop.delivery) {
      for (const payment of shop.payments) {
        expect(faultsOf({ ...good, address: { ...good.address, country: code }, delivery: id, payment })).toEqual([]);
      }
    }
  }
});

test("a country that the shop does not send to is told which ones it does", () => {
  const [fault] = faultsOf({ ...good, address: { ...good.address, country: "US" } });
  expect(fault).toMatchObject({ pointer: "/address/country", detail: expect.stringContaining("IE, GB") });
});

test("each repeated SKU is pointed at, once, whatever the order", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("A-1", "B-2", "C-3", "D-4"), { minLength: 1, maxLength: 20 }), (skus) => {
      const lines = skus.map((sku) => ({ sku, quantity: 1, unitAmount: 1, priceVersion: 1 }));
      expect(pointersOf({ ...good, lines })).toHaveLength(skus.length - new Set(skus).size);
    }),
    { seed: 20_261_122 },
  );
});

test("control characters and halves of characters are pointed at; letters of any script are welcome", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const bad = [...text].some((character) => /[\p{Cc}\p{Cs}]/u.test(character));
      expect(pointersOf({ ...good, contact: { ...good.contact, name: text } })).toEqual(bad ? ["/contact/name"] : []);
    }),
    { seed: 20_261_122 },
  );
});
