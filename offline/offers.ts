import type { Offer } from "../protocol/catalogue.ts";
import type { QuoteAnswer } from "../protocol/quotes.ts";
import type { DeviceDatabase, StoredOffer } from "./database.ts";

/** The offers that this device has seen among these SKUs. */
export async function storedOffers(db: DeviceDatabase, skus: readonly string[]): Promise<StoredOffer[]> {
  const tx = db.transaction("offers");
  const found = await Promise.all(skus.map((sku) => tx.store.get(sku)));
  return found.filter((offer) => offer !== undefined);
}

/** Keeps offers for later, unless the device already knows a newer price version of the same SKU (P1). */
export async function storeOffers(
  db: DeviceDatabase,
  offers: readonly Offer[],
  priceVersion: number,
  at: string,
): Promise<void> {
  const tx = db.transaction("offers", "readwrite");
  await Promise.all(
    offers.map(async (offer) => {
      const known = await tx.store.get(offer.sku);
      if (known && known.priceVersion > priceVersion) return;
      await tx.store.put({ sku: offer.sku, offer, priceVersion, at });
    }),
  );
  await tx.done;
}

/** Keeps what the shop signed for the cart, so that an order made in a tunnel can name it. */
export async function storeQuote(db: DeviceDatabase, { currency, quote }: QuoteAnswer): Promise<void> {
  await db.put("meta", { name: "quote", currency, quote });
}

/** What the shop last signed for a cart in this currency, or null. */
export async function storedQuote(db: DeviceDatabase, currency: string): Promise<string | null> {
  const meta = await db.get("meta", "quote");
  return meta?.name === "quote" && meta.currency === currency ? meta.quote : null;
}
