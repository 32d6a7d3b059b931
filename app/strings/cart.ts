export const description =
  "What you have put aside at Holdfast, priced as it stands now. It is kept on your device and works without a signal.";
export const title = "Cart";
export const lead =
  "It keeps what you put in it, on this device, with or without a signal. Prices are as they stand now, or say how old they are.";
export const loading = "Opening your cart";
export const emptyTitle = "Nothing in it yet.";
export const emptyAction = "Look around the shop";
export const lines = "Things in your cart";
export const quantityOf = (name: string) => `Quantity of ${name}`;
export const less = (name: string) => `One fewer ${name}`;
export const more = (name: string) => `One more ${name}`;
export const remove = "Remove";
export const removeNamed = (name: string) => `Remove ${name}`;
export const removed = (name: string) => `${name} was removed.`;
export const undo = "Put it back";
export const quantityNow = (name: string, quantity: number) => `${name}: ${quantity} in the cart.`;
export const each = "each";
export const summary = "Summary";
export const subtotal = "Subtotal";
export const deliveryLater = "Delivery is added at checkout.";
export const freeDelivery = "Standard delivery is free for this order.";
export const untilFree = (amount: string) => `${amount} more and standard delivery is free.`;
export const checkout = "Go to checkout";
export const blocked = "Sort out the marked lines first.";
export const savedHere = "Saved on this device.";
export const savedEverywhere = "Saved on this device and with us.";
export const savedLine = { here: "Saved here", everywhere: "Saved everywhere" } as const;
export const priceAge = (when: string) => `Prices as of ${when}. They are checked before anything is charged.`;
export const unknownName = (sku: string) => `Article ${sku}`;

export const state = {
  short: (left: number) =>
    left === 1 ? "Only one is left. Lower the quantity to 1." : `Only ${left} are left. Lower the quantity to ${left}.`,
  takeLeft: (left: number) => (left === 1 ? "Take the last one" : `Take ${left}`),
  soldOut: "Sold out since you put it here. Remove it to go on.",
  unknown: "The shop does not sell this any more. Remove it to go on.",
  waiting: "The price is not known on this device yet. It will be when you are back online.",
} as const;
