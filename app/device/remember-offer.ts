import { onDevice } from "../../offline/database.ts";
import { storeOffers } from "../../offline/offers.ts";
import type { Offer } from "../../protocol/catalogue.ts";

/** Keeps an offer as it is shown now, so that the cart has name, picture and price at once, offline too. */
export function rememberOffer(offer: Offer, priceVersion: number, at: string): Promise<void> {
  return onDevice((db) => storeOffers(db, [offer], priceVersion, at));
}
