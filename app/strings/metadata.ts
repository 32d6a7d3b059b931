import { shop } from "../../shop.config.ts";

export const homeTitle = `${shop.name}: ${shop.tagline.replace(/\.$/, "").toLowerCase()}`;
export const titleTemplate = `%s · ${shop.name}`;
