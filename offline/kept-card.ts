import type { DeviceDatabase } from "./database.ts";

export interface RememberedCard {
  readonly brand: string;
  readonly last4: string;
}

/** The card as this device last knew it, or null. */
export async function keptCard(db: DeviceDatabase): Promise<RememberedCard | null> {
  const meta = await db.get("meta", "kept-card");
  return meta?.name === "kept-card" ? { brand: meta.brand, last4: meta.last4 } : null;
}

export async function rememberCard(db: DeviceDatabase, card: RememberedCard | null): Promise<void> {
  if (card === null) await db.delete("meta", "kept-card");
  else await db.put("meta", { name: "kept-card", ...card });
}
