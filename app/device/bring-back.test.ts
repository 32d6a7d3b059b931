import { expect, test } from "vitest";
import { reportOf } from "./bring-back.ts";

const MARK = { cartId: "c", units: 3, cartUnsent: true, orders: 1, others: 2 };

test("a device on which nothing was ever kept is told nothing", () => {
  expect(reportOf(null, null)).toBeNull();
});

test("what had not been sent is told with the cart that the shop knows", () => {
  expect(reportOf(MARK, { from: "shop", units: 2 })).toEqual({
    cart: "shop",
    units: 2,
    cartUnsent: true,
    orders: 1,
    others: 2,
    noted: true,
  });
});

test("an open window had every change of the cart, but not the orders", () => {
  expect(reportOf(MARK, { from: "window", units: 3 })).toMatchObject({ cart: "window", cartUnsent: false, orders: 1 });
});

test("where no note is left either, nobody knows what was not sent", () => {
  expect(reportOf(null, { from: "shop", units: 2 })).toMatchObject({ cart: "shop", noted: false, orders: 0 });
});

test("a loss is told also when no cart came back", () => {
  expect(reportOf(MARK, null)).toMatchObject({ cart: null, units: 0, cartUnsent: true });
});
