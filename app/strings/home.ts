export const headline = ["Goods that", "stay put."] as const;
export const lead =
  "Coats, lamps, pans and rope for rough weather and long use. Made in small numbers, sold without hurry, and mended when they need it.";
export const heroAlt = "A quay at first light with Holdfast goods set out along the wall.";
export const lookAround = "Look around the shop";
export const shelvesTitle = "What we keep";
export const ledgerNote = "Priced plainly, in stock now, the same tomorrow.";
export const seeProduct = "See it";
export const seeCollection = "See the collection";
export const promisesTitle = "How we hold fast";
export const promises = [
  {
    title: "The signal can go",
    text: "Browse, fill a cart and check out on a train or in a tunnel. The order waits in your browser and tells you plainly when it has been placed.",
  },
  {
    title: "The price you saw",
    text: "You are never charged more than you were shown. If a price has gone down in the meantime, you pay the lower one.",
  },
  {
    title: "Bring it back",
    text: "Sixty days to send it back, and repairs for as long as the thing lasts. We keep the thread, the wicks and the handles.",
  },
] as const;
