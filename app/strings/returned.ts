const units = (count: number) => (count === 1 ? "1 thing" : `${count} things`);

export const title = "This browser had cleared what the shop kept here.";
export const fromShop = (count: number) => `Your cart is back as the shop knows it: ${units(count)}.`;
export const fromWindow = (count: number) => `Your cart is back as this window still had it: ${units(count)}.`;
export const noCart = "The shop knows of no cart of yours that could be brought back.";
export const cartUnsent = "Changes of the cart that had not been saved with the shop by then are lost.";
export const orders = (count: number) =>
  count === 1
    ? "1 order was still waiting to be sent. If you do not find it under your orders, it was not placed and nothing was charged."
    : `${count} orders were still waiting to be sent. Those that you do not find under your orders were not placed, and nothing was charged for them.`;
export const others = (count: number) =>
  count === 1 ? "1 other thing had not been sent and is lost." : `${units(count)} had not been sent and are lost.`;
export const unknown = "If anything was still waiting to be sent, it is lost: no note of it was left either.";
export const seeOrders = "See your orders";
export const see = "See what came back";
export const read = "All right";
