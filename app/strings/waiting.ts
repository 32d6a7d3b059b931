export const title = "Waiting to be sent";
export const lead =
  "What you did here and the shop has not confirmed yet. It is kept on this device and goes out by itself.";
export const loading = "Looking at what waits";
export const list = "What waits to be sent";
export const unreadableTitle = "What waits cannot be read.";
export const unreadableText =
  "The browser does not let the shop look at what it keeps here. Nothing was changed. Close private windows or free some space, then look again.";
export const lookAgain = "Look again";
export const noneTitle = "Nothing waits.";
export const noneText = "Everything that was done on this device has reached the shop.";
export const openCart = "Open your cart";
export const seeOrders = "See your orders";

export const reach = {
  online: null,
  offline: "You are offline. Nothing can leave this device until there is a signal.",
  silent: "The shop does not answer at the moment. It is asked again by itself.",
  reconnecting: "The signal is back. Looking whether the shop answers.",
} as const;

export const titles = {
  order: "Your order",
  "order-cancel": "Cancelling your order",
  "cart-sync": "Changes to your cart",
  alert: "A word when it is back",
  review: "Your review",
  telemetry: "How fast the shop was here",
  foreign: "Something from another version of the shop",
} as const;

export const orderNumber = (number: string) => `Order ${number}`;
export const cartNow = (units: number) =>
  units === 0 ? "It is empty now." : units === 1 ? "1 thing is in it." : `${units} things are in it.`;
export const earlierCart = "An earlier cart of this device.";
export const sumShown = (sum: string) => `${sum}, as it was shown to you`;

export const facts = { since: "Waits since", tried: "Tried", next: "Next try", why: "Why it waits" } as const;
export const tried = (times: number, last: string) =>
  times === 0 ? "Not yet" : times === 1 ? `Once, ${last}` : `${times} times, last ${last}`;

export const next = {
  now: "In a moment",
  running: "Under way",
  signal: "As soon as the shop can be reached",
  never: "Not by itself",
  at: (when: string) => `At ${when}`,
} as const;

/** Why an entry still stands here. */
export const why = {
  sending: "It is being sent now.",
  due: "It was made just now.",
  "no-signal": "There was no signal when it was made.",
  "no-answer":
    "No answer came the last time, so nobody knows whether it arrived. It goes out again as the very same, and cannot count twice.",
  busy: "The shop could not take it just then, and said so. It is tried again.",
  held: "The shop is busy and asked to be left alone for a while.",
  "sign-in": "The shop wants to know who you are first.",
  update: "This window runs an older version of the shop. Reload the page and it goes out as it is.",
  "needs-you": "The shop did not take it as it is.",
  cancelling: "It may have reached the shop before you called it off, so the shop is being asked to cancel it.",
  foreign: "Another version of the shop wrote it and will send it. This one leaves it alone.",
} as const;

/** What the shop had against it, in words; other refusals are told by the shop's own sentence. */
export const refusals: Readonly<Record<string, string>> = {
  "out-of-stock": "Some of it is no longer in stock. Open the order to choose what to do.",
  "price-changed": "A price has gone up since. Open the order to accept it or leave it.",
  "unknown-sku": "One thing in it is no longer sold. Open the order to go on without it.",
  "cart-refused": "The shop did not take these changes. The cart itself is whole on this device.",
};

export const tryNow = "Try again now";
export const reload = "Reload the page";
export const openOrder = "Open the order";
export const doNotSend = "Do not send";
export const keep = "Keep it waiting";

/** The button that really calls it off, and what that means. */
export const consequences = {
  order: {
    act: "Cancel this order",
    text: "The order is cancelled here. It was never placed, and nothing is charged. What is in it does not go back into the cart by itself: your orders offer that.",
  },
  "order-tried": {
    act: "Ask to cancel it",
    text: "It may have reached the shop already. It is not ordered again: the shop is asked to cancel it, and until it answers the order shows as being cancelled.",
  },
  "order-cancel": { act: "Keep the order", text: "The shop is not asked to cancel it, and the order stays placed." },
  "cart-sync": {
    act: "Drop these changes",
    text: "What the shop has not taken is dropped, and your cart becomes what the shop knows of it.",
  },
  plain: {
    act: "Remove it",
    text: "It is removed from this device. If it was tried before, it may have arrived all the same.",
  },
} as const;

export const trying = (what: string) => `${what}: trying again.`;
export const noSignal = (what: string) => `${what}: the shop cannot be reached. It goes out by itself when it can.`;
export const failed = "That did not work: the browser did not let the shop write it down. Try again.";

/** Said once something has left the list. */
export const left = {
  sent: (what: string) => `${what}: sent.`,
  placed: "Your order has reached the shop.",
  cart: "Your cart is saved everywhere.",
  cancelled: "The order is cancelled. It was not placed, and nothing was charged.",
  cancelledThere: "The shop has cancelled the order.",
  asked: "The shop is being asked to cancel the order.",
  stays: "The order stays placed.",
  dropped: "The changes were dropped. Your cart is what the shop knows of it.",
  removed: (what: string) => `${what}: removed, not sent.`,
  overtaken: (what: string) => `${what}: too late to call off. It was sent, or changed, in the meantime.`,
} as const;
