import { shop } from "../shop.config.ts";

/** Where this device keeps the shopper's choice of a currency. */
export const CURRENCY_KEY = "holdfast.currency";

const [first, ...others] = shop.currencies;

/** Of everything that a page says in several currencies, shows the chosen one, and the first where none is chosen. */
export const CURRENCY_STYLE = [
  `:root:not([data-currency]) [data-in]:not([data-in=${first}])`,
  ...[first, ...others].map((currency) => `:root[data-currency=${currency}] [data-in]:not([data-in=${currency}])`),
]
  .join(",")
  .concat("{display:none}");

/** Runs in the head, before anything is painted: no price is ever seen in one currency and then in another. */
export const CURRENCY_SCRIPT = `try{var c=localStorage.getItem(${JSON.stringify(CURRENCY_KEY)});if(${JSON.stringify(shop.currencies)}.includes(c))document.documentElement.dataset.currency=c}catch{}`;
