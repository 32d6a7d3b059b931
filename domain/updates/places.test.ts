import { expect, test } from "vitest";
import { CHECKOUT_STEPS } from "../checkout/steps.ts";
import { placeOf } from "./places.ts";

test.each([
  ["/", "shop"],
  ["/cart", "shop"],
  ["/product/checkout", "shop"],
  ["/checkouts", "shop"],
  ["/checkout", "checkout"],
  ["/checkout/", "checkout"],
  ["/checkout/delivery", "payment"],
  ["/checkout/review/", "payment"],
] as const)("%s is the %s", (path, place) => {
  expect(placeOf(path)).toBe(place);
});

test("no step of the checkout counts as browsing", () => {
  for (const { path } of CHECKOUT_STEPS) expect(placeOf(path)).not.toBe("shop");
});
