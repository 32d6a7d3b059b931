export const title = "Privacy";
export const lead =
  "We know what you tell us in order to send you a parcel, and we keep it for as long as the law of receipts asks.";
export const sections = [
  {
    title: "What stays on your device",
    text: [
      "Your cart, what you have typed into the checkout, the orders made here, what you looked at and the pages of the shop are kept in your browser, so that the shop works without a signal. Clearing the site's data in your browser removes all of it, and so does the shop itself:",
    ],
    link: { href: "/forget", name: "Forget this device" },
  },
  {
    title: "What reaches us",
    text: [
      "The contents of your cart, under a random number that stands for your device and not for you. If you share a cart, the others see what is in it, a name that the shop drew for your device, and whether it shows the shop just then, which is kept nowhere; while you look at it together, your browsers speak to each other directly, and so know each other's network address. When you order: name, address, email and, if you give it, phone. Card details go to the payment page alone; no part of this shop ever sees them.",
    ],
  },
  {
    title: "What there is none of",
    text: ["No advertising, no trackers, no scripts of others, no profile, nothing sold on."],
  },
] as const;
