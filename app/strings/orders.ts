export const title = "Your orders";
export const viewTitle = "Your order";
export const loading = "Opening your orders";
export const lead = "The orders that were made on this device, in whatever state they are.";
export const noneTitle = "None so far.";
export const noneText = "Orders made on this device are listed here, also those that still wait for a signal.";
export const lookAround = "Look around the shop";
export const notFoundTitle = "This device does not know that order.";
export const notFoundText =
  "Orders can be seen on the device they were made on. If you are offline, try again when you are not.";
export const all = "All your orders";
export const number = (value: string) => `Order ${value}`;
export const notPlaced = "Not placed yet";
export const neverPlaced = "Not placed";
export const made = (when: string) => `Made ${when}`;
export const things = "What is in it";
export const subtotal = "Subtotal";
export const delivery = "Delivery";
export const total = "Total, tax included";
export const contact = "Contact";
export const address = "Address";
export const travels = "Delivery";
export const payment = "Payment";
/** Said while the shop cannot be asked. */
export const asOf = (when: string) => `As the shop told us at ${when}.`;
export const quantity = (count: number) => `${count} ×`;

/** The short state that stands in the list, and the sentence that stands above the order. */
export const stages = {
  waiting: {
    name: "Waiting to be sent",
    title: "Not placed yet.",
    text: "The order is kept on this device and goes out as soon as there is a signal. You can close this window; you need not do anything.",
  },
  "waiting-retry": {
    name: "Waiting to be sent",
    title: "Not placed yet.",
    text: "We did not get an answer the last time. The order is kept on this device and is tried again by itself. It can never be placed twice.",
  },
  "waiting-update": {
    name: "Waiting for an update",
    title: "Not placed yet.",
    text: "This window runs an older version of the shop. Reload the page and the order goes out as it is.",
  },
  sending: {
    name: "Sending",
    title: "Sending your order.",
    text: "It takes a moment. It is placed when we say so here.",
  },
  pay: {
    name: "Reserved, not paid",
    title: "Reserved for you. Pay to place it.",
    text: "We have put the goods aside.",
  },
  placed: {
    name: "Placed",
    title: "Placed. Thank you.",
    text: "We have it, and we are packing it. This page follows it from here.",
  },
  "needs-you": { name: "Needs you", title: "Not placed: it needs a word from you.", text: "Nothing was charged." },
  rejected: {
    name: "Not accepted",
    title: "The shop could not take this order.",
    text: "Nothing was charged. You can put the goods back in your cart and try again.",
  },
  cancelling: {
    name: "Being cancelled",
    title: "Being cancelled.",
    text: "We are asking the shop to take it back. You hear here what came of it.",
  },
  cancelled: { name: "Cancelled", title: "Cancelled.", text: "Nothing will be sent or charged." },
  expired: {
    name: "Expired",
    title: "The reservation ran out.",
    text: "It was not paid in time, so the goods went back on the shelf. Nothing was charged.",
  },
} as const;

export type StageName = keyof typeof stages;

export const reservedUntil = (when: string) => `Held until ${when}.`;
export const payNow = "Pay now";
export const openPayment = "Open the payment page";
export const payOnDelivery = "Pay on delivery instead";
export const cancel = "Cancel the order";
export const tryNow = "Try now";
export const reload = "Reload";
export const working = "One moment";
export const backToCart = "Put it back in the cart";
export const changeFailed = "The shop did not answer. Try again in a moment.";
export const changeRefused = "That can no longer be changed. This is how the order stands now.";
export const refusedCards = {
  "card-declined": "Your kept card was declined, so nothing was charged. Choose how to go on.",
  "second-step": "Your bank wants a word from you before it pays, so nothing was charged. Choose how to go on.",
} as const;
export const chargeOpen = "Kept card, not charged yet";
export const paymentFailed = "The last payment did not go through. You can try again.";

export const paid = "Paid by card";
export const dueOnDelivery = "To be paid on delivery";
export const cardOpen = "Card, not paid yet";
export const notCharged = "Nothing charged";

export const shortage = {
  title: "Some of it is no longer there",
  line: (name: string, wanted: number, left: number) =>
    left === 0
      ? `${name}: none left of the ${wanted} you wanted.`
      : `${name}: ${left} left of the ${wanted} you wanted.`,
  take: (total: string) => `Order what is left, ${total}`,
  drop: (total: string) => `Order without it, ${total}`,
  nothing: "There is nothing left to order.",
} as const;

export const changes = {
  title: "A price has gone up",
  line: (name: string) => `${name}:`,
  was: "was",
  now: "is now",
  accept: (total: string) => `Accept and order, ${total}`,
  each: (name: string, price: string) => `Accept ${name} at ${price}`,
  eachNote: "What you do not accept is left out.",
  order: (total: string) => `Order this, ${total}`,
  drop: (total: string) => `Order without it, ${total}`,
} as const;

export const gone = {
  title: "One thing is no longer sold",
  drop: (total: string) => `Order without it, ${total}`,
} as const;

export const newTotal = (delivery: string) => `Delivery in this total: ${delivery}.`;
export const queuedNote = "Whatever you choose is sent as a new order; this one is closed.";

export const shared = "Not your own computer?";
export const forget = "Forget this device";
