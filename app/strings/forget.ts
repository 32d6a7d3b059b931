export const title = "Forget this device";
export const lead =
  "For a shared computer, or when you hand this device on: everything of yours that the shop keeps in this browser goes.";
export const what =
  "That is your cart, the orders made here, what you typed into the checkout, what you looked at, and the pages that were kept to be read without a signal. Orders that were placed stay placed; their confirmations are in your email.";
export const act = "Forget me on this device";
export const working = "Forgetting.";
export const unsentTitle = (count: number) =>
  count === 1 ? "One thing has not been sent yet." : `${count} things have not been sent yet.`;
export const unsentText =
  "Nothing has been forgotten so far. If you go on, what waits here is lost and never reaches us.";
export const look = "Look at my orders";
export const evenSo = "Forget it all the same";
export const keep = "Keep everything";
export const home = "To the shop";
export const doneTitle = "This device has forgotten you.";
export const doneText = "Whoever opens the shop here next begins with an empty cart.";
export const failed = "Your browser did not let us. Clear the data of this site in its settings instead.";
