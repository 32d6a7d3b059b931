import { type DeviceDatabase, DURABLE } from "./database.ts";

/** The draft of this name as it was stored, or null. */
export async function getDraft(db: DeviceDatabase, name: string): Promise<{ value: unknown; savedAt: number } | null> {
  return (await db.get("drafts", name)) ?? null;
}

export async function storeDraft(db: DeviceDatabase, name: string, value: unknown, now: number): Promise<void> {
  const tx = db.transaction("drafts", "readwrite", DURABLE);
  await Promise.all([tx.store.put({ name, value, savedAt: now }), tx.done]);
}

export async function dropDraft(db: DeviceDatabase, name: string): Promise<void> {
  await db.delete("drafts", name);
}
