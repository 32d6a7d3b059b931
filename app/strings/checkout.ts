import type { CheckoutField, DetailsField } from "../../domain/checkout/draft.ts";
import { POSTCODE_EXAMPLES } from "../../domain/checkout/postcode.ts";
import type { FieldFault } from "../../domain/checkout/rules.ts";
import { FIELD_LIMITS } from "../../domain/checkout/rules.ts";

export const title = "Checkout";
export const stepsLabel = "Checkout steps";
export const steps = { details: "Contact and address", delivery: "Delivery and payment", review: "Review" } as const;
export const stepOf = (index: number) => `Step ${index} of 3`;
export const loading = "Opening your checkout";
export const optional = "optional";
export const contactTitle = "Who it is for";
export const addressTitle = "Where it goes";
export const deliveryTitle = "How it travels";
export const paymentTitle = "How you pay";
export const toDelivery = "Go on to delivery";
export const toReview = "Go on to review";
export const back = "Back";
export const summaryTitle = "Your order";
export const subtotal = "Subtotal";
export const delivery = "Delivery";
export const deliveryOpen = "Chosen in the next step";
export const total = "Total, tax included";
export const pricesNow = "Prices as they stand now. They are checked before anything is charged.";
export const quantity = (count: number) => `${count} ×`;
export const draftNote = "What you type is kept on this device until the order is placed.";
export const emptyTitle = "There is nothing to check out.";
export const emptyText = "Your cart is empty, so there is nothing to send.";
export const toCart = "Back to the cart";
export const blockedTitle = "One line needs you first.";
export const blockedText =
  "Something in your cart is sold out, short or not priced yet. The cart says which, and what can be done.";

export const fields: Readonly<Record<DetailsField, string>> = {
  name: "Full name",
  email: "Email",
  phone: "Phone",
  country: "Country",
  line1: "Street and number",
  line2: "Flat, building, townland",
  city: "Town or city",
  region: "County or region",
  postcode: "Postcode",
};

export const hints: Readonly<Partial<Record<DetailsField, string>>> = {
  email: "To reach you about this order, and for nothing else.",
  phone: "Only for the carrier.",
};

export const postcodeHint = (country: string) => {
  const example = POSTCODE_EXAMPLES[country];
  return example ? `Such as ${example}` : "";
};

const postcodeWord = (country: string) => (country === "IE" ? "Eircode" : "postcode");
export const postcodeName = (country: string) => (country === "IE" ? "Eircode" : fields.postcode);

export const faultsTitle = (count: number) =>
  count === 1 ? "One answer needs mending" : `${count} answers need mending`;

const MISSING: Readonly<Record<Exclude<CheckoutField, "postcode">, string>> = {
  name: "Enter the name of the person it is for.",
  email: "Enter an email address, so that we can reach you about the order.",
  phone: "Enter a phone number.",
  country: "Choose a country.",
  line1: "Enter a street and number, or the name of the house.",
  line2: "Enter the second address line.",
  city: "Enter a town or city.",
  region: "Enter a county or region.",
  delivery: "Choose how it travels.",
  payment: "Choose how you pay.",
};

/** What is wrong with an answer and how to mend it. */
export function faultText(field: CheckoutField, fault: FieldFault, country: string): string {
  if (fault === "missing") return field === "postcode" ? `Enter the ${postcodeWord(country)}.` : MISSING[field];
  if (fault === "too-long" && field !== "delivery" && field !== "payment") {
    return `Shorten it to ${FIELD_LIMITS[field]} characters.`;
  }
  if (fault === "email-shape") return "Enter an address with an @ and a domain, such as nora@example.ie.";
  if (fault === "phone-shape") return "Use digits, spaces and a leading +, such as +353 91 555 010.";
  if (fault === "postcode-shape") {
    const example = POSTCODE_EXAMPLES[country];
    return example
      ? `Check the ${postcodeWord(country)}: it should look like ${example}.`
      : `Check the ${postcodeWord(country)}.`;
  }
  return "Choose one from the list.";
}

export const review = {
  things: "What you are ordering",
  contact: "Contact",
  address: "Address",
  delivery: "Delivery",
  payment: "Payment",
  change: "Change",
  changeOf: (what: string) => `Change ${what.toLowerCase()}`,
  place: (total: string) => `Place order, ${total}`,
  placing: "Placing your order",
  online: "You are not charged more than this. If something is no longer true, we ask you first.",
  offline: "You are offline. Place the order now and it waits here: not placed yet, sent when you are back online.",
  moved:
    "Another device has ordered some of this, or taken it out of the cart that you share. Nothing was ordered here. What is left is shown above.",
  failed:
    "This browser could not keep the order, so nothing was sent. Free some space or leave the private window, then try again.",
} as const;
