import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { CURRENCY_KEY, CURRENCY_SCRIPT, CURRENCY_STYLE } from "./currency.ts";

function marked(stored: string | null): string | undefined {
  const dataset: { currency?: string } = {};
  const localStorage = { getItem: (key: string) => (key === CURRENCY_KEY ? stored : null) };
  runInNewContext(CURRENCY_SCRIPT, { localStorage, document: { documentElement: { dataset } } });
  return dataset.currency;
}

describe("The boot script", () => {
  it("marks the chosen currency on the document", () => {
    expect(marked("JPY")).toBe("JPY");
  });

  it("leaves the shop's own where nothing, or nothing that the shop knows, was chosen", () => {
    expect(marked(null)).toBeUndefined();
    expect(marked("XXX")).toBeUndefined();
    expect(marked("toString")).toBeUndefined();
  });

  it("does nothing where the browser keeps nothing", () => {
    expect(() => runInNewContext(CURRENCY_SCRIPT, {})).not.toThrow();
  });

  it("stays small, since it stands before everything that is painted", () => {
    expect(CURRENCY_SCRIPT.length + CURRENCY_STYLE.length).toBeLessThan(600);
  });
});
