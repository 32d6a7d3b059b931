export const notFound = {
  title: "Nothing moored here.",
  text: "The page you asked for has moved or never was. The shelves are where they always are:",
} as const;

export const failure = {
  title: "Something gave way.",
  text: "It is our fault, not yours. Your cart and your orders are safe on this device.",
  retry: "Try again",
  home: "Go to the front page",
} as const;

export const offline = {
  title: "No signal here.",
  text: "This page is not on your device yet, and there is no connection to fetch it. What you have seen before still opens, and so do your cart, the checkout and your orders.",
  cart: "Open your cart",
  orders: "See your orders",
  waiting: "See what waits to be sent",
  retry: "Try this page again",
} as const;
