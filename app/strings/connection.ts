export const notices = {
  online: null,
  offline: "You are offline. You can go on shopping; orders wait here until they can be sent.",
  silent: "The shop does not answer. You can go on shopping; orders wait here until they can be sent.",
  reconnecting: "The signal is back. Looking whether the shop answers.",
} as const;
export const backOnline = "You are back online.";
export const substituted = "The newest version of this page arrived damaged. This is the last one that was whole.";
export const storage =
  "This device is almost full. The shop keeps nothing more for later here; your cart and orders are safe.";
export const prices = (when: string) => `Prices as of ${when}.`;

/** The short words at the foot of every page. */
export const states = {
  online: "Connected to the shop",
  offline: "Offline",
  silent: "The shop does not answer",
  reconnecting: "Reconnecting",
} as const;
