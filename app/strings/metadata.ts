import { shop } from "../../shop.config.ts";

export const homeTitle = `${shop.name}: ${shop.tagline.replace(/\.$/, "").toLowerCase()}`;
export const titleTemplate = `%s · ${shop.name}`;

export const screenshots = {
  home: "The front page of the shop",
  product: "A jacket with its colours and sizes",
  orderOffline: "An order that waits for a signal",
} as const;
