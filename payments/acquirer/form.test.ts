import fc from "fast-check";
import { expect, test } from "vitest";
import { branchesAt, decodeForm, textAt } from "./form.ts";

test("brackets become branches", () => {
  const form = decodeForm("mode=payment&line_items[0][price_data][currency]=eur&line_items[1][quantity]=2");
  expect(textAt(form, "mode")).toBe("payment");
  expect(textAt(form, "line_items", "0", "price_data", "currency")).toBe("eur");
  expect(branchesAt(form, "line_items")).toHaveLength(2);
  expect(textAt(form, "line_items")).toBeNull();
});

test("no form reaches a prototype", () => {
  decodeForm("__proto__[polluted]=yes&constructor[prototype][polluted]=yes");
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("any text is decoded or ignored, never thrown at", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof decodeForm(text)).toBe("object");
    }),
    { seed: 20_261_122 },
  );
});
