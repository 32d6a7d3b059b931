import { callApi } from "./api-call.ts";
import { type DeviceDatabase, DURABLE } from "./database.ts";

/**
 * Clears everything that this device keeps of its person, in one durable transaction, and draws another owner (C13). What
 * stays is the wish to be forgotten by the server, whose cookie no script can reach: it is sent before anything else.
 */
export async function forgetPerson(db: DeviceDatabase, nextOwner: string, now: number): Promise<void> {
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names, "readwrite", DURABLE);
  await Promise.all(names.map((name) => tx.objectStore(name).clear()));
  const meta = tx.objectStore("meta");
  await Promise.all([
    meta.put({ name: "owner", tag: nextOwner }),
    meta.put({ name: "forget", askedAt: now }),
    // Nothing was lost here that is to be brought back (Y5).
    meta.put({ name: "begun", at: now }),
    tx.done,
  ]);
}

/** Whether the server has yet to be asked to forget whoever used this device before. */
export async function isForgetting(db: DeviceDatabase): Promise<boolean> {
  return (await db.get("meta", "forget")) !== undefined;
}

/**
 * Asks the server to take the device's cookie back, if that is still to be done; false while it could not be reached. To
 * be called under the drain's lock, before anything that the cookie would sign for (C13).
 */
export async function settleForgetting(db: DeviceDatabase, send: typeof fetch, clientBuild: string): Promise<boolean> {
  if (!(await isForgetting(db))) return true;
  try {
    const response = await callApi(send, clientBuild, { method: "POST", path: "/api/forget" });
    if (!response.ok) return false;
  } catch {
    // Out of reach: the wish stays, and whoever asks next asks for this first.
    return false;
  }
  await db.delete("meta", "forget");
  return true;
}
