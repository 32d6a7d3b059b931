import { CURRENCY_DIGITS, type Currency, type Money } from "../protocol/money.ts";

/** Makes an amount; throws RangeError unless it is a safe integer of minor units. */
export function money(currency: Currency, amount: number): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer amount of minor units: ${amount}`);
  return { currency, amount };
}

/** Adds amounts of one currency; throws RangeError on a mixture. */
export function addMoney(first: Money, ...rest: readonly Money[]): Money {
  return rest.reduce((sum, next) => {
    if (next.currency !== sum.currency) throw new RangeError(`cannot add ${next.currency} to ${sum.currency}`);
    return money(sum.currency, sum.amount + next.amount);
  }, first);
}

/** Multiplies by a whole number of units. */
export function timesMoney(unit: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`not a whole quantity: ${quantity}`);
  return money(unit.currency, unit.amount * quantity);
}

/** The entry of one currency in a price list; throws RangeError where the list lacks it. */
export function requirePrice(prices: readonly Money[], currency: Currency): Money {
  const found = prices.find((price) => price.currency === currency);
  if (!found) throw new RangeError(`no price in ${currency}`);
  return found;
}

// Making a formatter costs a thousand times of using it, and a shelf shows every price in every currency.
const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(currency: Currency, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const digits = CURRENCY_DIGITS[currency];
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(key, made);
  return made;
}

/** An amount as a shopper reads it, such as "€12.50" or "¥1,900"; the only file where minor units become a decimal. */
export function formatMoney({ currency, amount }: Money, locale: string): string {
  return formatterOf(currency, locale).format(amount / 10 ** CURRENCY_DIGITS[currency]);
}

/** An amount as an operator writes it, such as `49.90` or `1900`; throws RangeError on anything else. */
export function parseMoney(currency: Currency, text: string): Money {
  const digits = CURRENCY_DIGITS[currency];
  const [, whole = "", fraction = ""] = /^(\d{1,7})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === "" || fraction.length > digits) throw new RangeError(`not an amount in ${currency}: ${text}`);
  return money(currency, Number(`${whole}${fraction.padEnd(digits, "0")}`));
}

/** What \`formatMoney\` writes, without a fraction of zeroes, such as "€25": for round amounts in running text. */
export function formatRoundMoney({ currency, amount }: Money, locale: string): string {
  const options = {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    trailingZeroDisplay: "stripIfInteger",
  } as const;
  return new Intl.NumberFormat(locale, options).format(amount / 10 ** CURRENCY_DIGITS[currency]);
}
