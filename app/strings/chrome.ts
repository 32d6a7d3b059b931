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

export const footer = {
  shop: "Shop",
  help: "Help",
  house: "House",
  about: "About",
  delivery: "Delivery",
  returns: "Returns and repair",
  privacy: "Privacy",
  yourOrders: "Your orders",
  waiting: "Waiting to be sent",
  everything: "Search everything",
  diagnostics: "Diagnostics",
  forget: "Forget this device",
  sign: "Made for weather. Sold from a quay in the west of Ireland.",
} as const;
