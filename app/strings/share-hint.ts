export const open = "Share this cart";
export const failed = "That needs a signal the first time.";
