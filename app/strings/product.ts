export const colour = "Colour";
export const size = "Size";
export const pictures = "Pictures";
export const showPicture = (index: number) => `Show picture ${index}`;
export const enlarge = (alt: string) => `Enlarge: ${alt}`;
export const enlarged = "Enlarged picture";
export const pictureOf = (index: number, count: number) => `Picture ${index} of ${count}`;
export const previousPicture = "Previous picture";
export const nextPicture = "Next picture";
export const zoomIn = "Zoom in";
export const zoomOut = "Zoom out";
export const close = "Close";
export const add = "Add to cart";
export const addAnother = "Add another";
export const adding = "Adding";
export const viewCart = "See the cart";
export const added = (name: string, label: string) => `${name}${label ? `, ${label}` : ""}: in your cart.`;
export const lineFull = (most: number) => `That is all: ${most} of one thing is the most we send at once.`;
export const cartFull = "Your cart is full. Check out, or take something out of it first.";
export const addFailed =
  "This browser did not let us keep it. Close private windows or free some space, then try again.";
export const priceFrom = (when: string, age: string) => `price of ${when}, ${age}`;
export const soldOutChoice = "sold out";
export const soldOutButton = "Sold out";
export const withoutScript =
  "The cart is kept in your browser, so it needs JavaScript. Every choice has its own address:";
export const about = "About it";
export const materials = "Materials";
export const care = "Care";
export const origin = "Made";
export const related = "Goes with";

export const arrives = (from: string, to: string) =>
  from === to ? `Order now and it is with you on ${from}.` : `Order now and it is with you between ${from} and ${to}.`;
export const deliveryLink = "Delivery and prices";
export const returns = "Sixty days to send it back.";

export const stock = {
  inStock: "In stock",
  low: (left: number) => (left === 1 ? "The last one" : `Only ${left} left`),
  lowUnknown: "Only a few left",
  soldOut: "Sold out for now",
} as const;
