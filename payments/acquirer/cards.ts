/** What becomes of a card that is to be kept, and how its bank answers later, when its owner is not there. */
export type KeepAnswer =
  | { readonly kind: "kept"; readonly last4: string; readonly offSession: "pays" | "declines" | "asks" }
  | { readonly kind: "declined"; readonly reason: string };

const KEPT: Readonly<Record<string, "pays" | "declines" | "asks">> = {
  "4242424242424242": "pays",
  "4000000000009995": "declines",
  "4000002500003155": "asks",
};

/** Asks the bank of a card number whether it may be kept; separators are ignored. */
export function askToKeep(number: string): KeepAnswer {
  const digits = number.replace(/[\s-]/g, "");
  const offSession = Object.hasOwn(KEPT, digits) ? KEPT[digits] : undefined;
  return offSession === undefined
    ? { kind: "declined", reason: "The bank does not let this card be kept." }
    : { kind: "kept", last4: digits.slice(-4), offSession };
}

/** What the bank behind a test card says. */
export type BankAnswer =
  | { readonly kind: "paid"; readonly last4: string }
  | { readonly kind: "declined"; readonly reason: string }
  | { readonly kind: "no-answer" };

const TEST_CARDS: Readonly<Record<string, (last4: string) => BankAnswer>> = {
  "4242424242424242": (last4) => ({ kind: "paid", last4 }),
  "4000000000000002": () => ({ kind: "declined", reason: "The bank declined this card." }),
  "4000000000009995": () => ({ kind: "declined", reason: "There is not enough money on this card." }),
  "4000002500003155": (last4) => ({ kind: "paid", last4 }),
  "4000000000000341": () => ({ kind: "no-answer" }),
};

/** Asks the bank of a card number; separators are ignored. A number that is no test card is declined. */
export function askBank(number: string): BankAnswer {
  const digits = number.replace(/[\s-]/g, "");
  const card = Object.hasOwn(TEST_CARDS, digits) ? TEST_CARDS[digits] : undefined;
  return card ? card(digits.slice(-4)) : { kind: "declined", reason: "Only the test cards below work here." };
}

export interface CardForm {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
}

export type CardFaults = Partial<Record<keyof CardForm, string>>;

/** What the shopper has to mend before the bank is asked. `now` in milliseconds since 1970. */
export function cardFaults(form: CardForm, now: number): CardFaults {
  const faults: CardFaults = {};
  if (!passesLuhn(form.number.replace(/[\s-]/g, ""))) faults.number = "Check the card number: a digit seems wrong.";
  const expiry = /^\s*(0[1-9]|1[0-2])\s*\/\s*(?:20)?(\d{2})\s*$/.exec(form.expiry);
  if (!expiry) faults.expiry = "Write the expiry date as MM / YY.";
  else if (Date.UTC(2000 + Number(expiry[2]), Number(expiry[1])) <= now) faults.expiry = "This card has expired.";
  if (!/^\s*\d{3,4}\s*$/.test(form.cvc)) faults.cvc = "The security code has 3 or 4 digits.";
  return faults;
}

// ISO/IEC 7812-1, annex B.
function passesLuhn(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
