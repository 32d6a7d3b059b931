import { type DeviceDatabase, DURABLE } from "./database.ts";

/**
 * Stands for the person who uses this device, in names of caches (C13): random, made here, never sent. Forgetting the
 * device draws another, so that nothing kept under the old one is ever found again.
 */
export async function ownerTag(db: DeviceDatabase, suggested: string): Promise<string> {
  const tx = db.transaction("meta", "readwrite", DURABLE);
  const known = await tx.store.get("owner");
  if (known?.name !== "owner") await tx.store.put({ name: "owner", tag: suggested });
  await tx.done;
  return known?.name === "owner" ? known.tag : suggested;
}
