export const title = "If the shop misbehaves here";
export const text =
  "The shop keeps copies of its files in this browser, so that it opens at once and without a signal. If they have gone wrong, throw them away. Your cart, what you typed and the orders that wait stay. Do it where there is a signal: the shop cannot open without one until the copies are back.";
export const act = "Throw the copies away";
export const working = "Sending what waits, then throwing the copies away.";
export const done = {
  cleared: "Done. The copies are gone, the browser's own among them, and new ones come as you shop.",
  kept: "Done. The shop's copies are gone, and new ones come as you shop. This page was the newest there is, so the browser's own were left alone.",
} as const;
export const unreached =
  "The shop could not be reached, so only its own copies are gone; the browser's may still be old. Load this page anew once there is a signal.";
export const silent = "The worker did not answer, so this page did it in its place.";
export const loadAnew = "Load this page anew";
export const failed = "Your browser did not let us. Clear the data of this site in its settings instead.";

export const wipe = "Erase everything";
export const wipeTitle = "Erase everything that the shop keeps in this browser?";
export const wipeText =
  "Copies, cart, orders, what you typed and what you looked at go, and the shop's worker with them. What waits is sent first, and while the shop lacks any of it nothing is erased. Your cart and the orders that the shop has come back from there; what you typed does not.";
export const wipeAct = "Send what waits, then erase";
export const keep = "Keep everything";
export const wiping = "Sending what waits, then erasing.";
export const wiped = "Done. This browser begins anew; what the shop has of yours comes back from there.";
export const waits = (count: number) =>
  count === 1
    ? "Nothing was erased: one thing still waits to be sent, or for a word from you."
    : `Nothing was erased: ${count} things still wait to be sent, or for a word from you.`;
export const cartUnsent = "Nothing was erased: the shop does not have all of your cart yet. Try again in a moment.";
export const newest =
  "Nothing was erased: the shop does that only for a page that is older than its newest one, and this is the newest. What is yours goes with";
export const forget = "Forget this device";
export const wipeUnreached = (count: number) =>
  `The shop did not say that anything was erased: it did not answer in time.${
    count === 0 ? "" : count === 1 ? " One thing still waits to be sent." : ` ${count} things still wait to be sent.`
  }`;
export const see = "See what waits";
