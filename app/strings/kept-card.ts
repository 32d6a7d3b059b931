const BRANDS: Readonly<Record<string, string>> = { visa: "Visa", mastercard: "Mastercard", amex: "American Express" };

export const name = (brand: string, last4: string) => `${BRANDS[brand] ?? "Card"} ending in ${last4}`;
export const keep = "Keep a card for orders without a signal";
export const forget = "Forget the kept card";
export const note = "Your card stays with our payment service. It is charged only for orders that you place.";
export const offline = "A card can be kept when you are back online.";
export const opening = "Opening the payment page";
export const failed = "The payment page could not be opened. Try again in a moment.";
