import type { DeviceDatabase } from "./database.ts";

/** A product that this device has shown: what it is called and looks like. Prices are left out, they would be old. */
export interface ViewedProduct {
  readonly slug: string;
  readonly name: string;
  /** Base of its picture. */
  readonly picture: string;
  /** Milliseconds since 1970, by this device's clock. */
  readonly viewedAt: number;
}

const MOST = 12;

/** The products that were viewed here, the newest first. */
export async function listViewed(db: DeviceDatabase): Promise<ViewedProduct[]> {
  const all = await db.getAll("viewed");
  return all.sort((one, other) => other.viewedAt - one.viewedAt);
}

/** Remembers a viewed product and forgets those beyond the last twelve; it never leaves the device. */
export async function rememberViewed(db: DeviceDatabase, product: ViewedProduct): Promise<void> {
  const tx = db.transaction("viewed", "readwrite");
  await tx.store.put(product);
  const all = await tx.store.getAll();
  const old = all.sort((one, other) => other.viewedAt - one.viewedAt).slice(MOST);
  await Promise.all([...old.map(({ slug }) => tx.store.delete(slug)), tx.done]);
}

export async function forgetViewed(db: DeviceDatabase): Promise<void> {
  await db.clear("viewed");
}
