export const skipToContent = "Skip to content";
export const homeLink = "Holdfast, home";
export const mainNavigation = "Main";
export const shopNavigation = "Shop by category";
export const footerNavigation = "About the shop";
export const searchLabel = "Search the shop";
export const searchAction = "Search";
export const searchHint = "Coats, lamps, rope";
export const cart = "Cart";
export const orders = "Orders";
export const itemsInCart = (count: number) => (count === 1 ? "1 item" : `${count} items`);
export const offlineNotice = "You are offline. You can go on shopping; orders wait here until they can be sent.";
export const backOnline = "You are back online.";
export const substitutedNotice =
  "The newest version of this page arrived damaged. This is the last one that was whole.";
export const waitingNotice = (count: number) =>
  count === 1 ? "1 thing is waiting to be sent." : `${count} things are waiting to be sent.`;

export const storageNotice =
  "This device is almost full. The shop keeps nothing more for later here; your cart and orders are safe.";
export const pricesNotice = (age: string) => `Prices as we knew them ${age}.`;

export const footer = {
  shop: "Shop",
  help: "Help",
  house: "House",
  about: "About",
  delivery: "Delivery",
  returns: "Returns and repair",
  privacy: "Privacy",
  yourOrders: "Your orders",
  everything: "Search everything",
  diagnostics: "Diagnostics",
  forget: "Forget this device",
  sign: "Made for weather. Sold from a quay in the west of Ireland.",
} as const;
