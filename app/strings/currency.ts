import type { Currency } from "../../protocol/money.ts";

export const label = "Currency";

export const shortNames: Readonly<Record<Currency, string>> = { EUR: "€ EUR", GBP: "£ GBP", JPY: "¥ JPY" };

export const names: Readonly<Record<Currency, string>> = {
  EUR: "Euro, €",
  GBP: "Pound sterling, £",
  JPY: "Japanese yen, ¥",
};

export const nowIn: Readonly<Record<Currency, string>> = {
  EUR: "Prices are now in euro.",
  GBP: "Prices are now in pounds.",
  JPY: "Prices are now in yen.",
};
