import "fake-indexeddb/auto";
import { deleteDB, type IDBPDatabase, openDB } from "idb";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines } from "../domain/cart/document.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { OUTBOX_FORMAT } from "../protocol/versions.ts";
import { deviceDatabase } from "./database.ts";
import { drainPorts, problemAnswer, shopServer } from "./device.test-suite.ts";
import { getDraft, storeDraft } from "./drafts.ts";
import { drain } from "./drain.ts";
import { openCart } from "./open-cart.ts";
import { getOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { changeCart, queueAnOrder } from "./queued.test-suite.ts";
import { callOff, canCallOff, listWaiting, retryWaiting } from "./waiting.ts";

const NOW = Date.parse("2026-11-27T12:00:00Z");
const NEWER_VERSION = 9;

afterEach(async () => {
  await deleteDB("holdfast");
});

/** The next release: its own stores and an index more, and a field of its own in every record that was there (R11). */
async function openAsNextRelease(): Promise<IDBPDatabase> {
  return openDB("holdfast", NEWER_VERSION, {
    async upgrade(db, _from, _to, tx) {
      db.createObjectStore("wishes", { keyPath: "sku" }).put({ sku: "LAMP-RED", at: NOW });
      tx.objectStore("orders").createIndex("created", "createdAt");
      for (const name of ["meta", "outbox", "orders", "drafts", "cart-updates"]) {
        const store = tx.objectStore(name);
        for (const record of await store.getAll()) await store.put({ ...record, next: { since: NOW } });
      }
      await tx.objectStore("meta").put({ name: "loyalty", points: 7 });
    },
  });
}

/** A cart with two units, a draft and an order that waits. */
async function fillDevice(): Promise<string> {
  const db = await deviceDatabase();
  const key = await queueAnOrder(db, NOW);
  const doc = new Y.Doc();
  await changeCart(db, NOW, doc, (device) => addUnits(doc, device, "ROPE-10", 2));
  await storeDraft(db, "contact", { name: "Nuala" }, NOW);
  return key;
}

test("after a rollback everything that the next release touched is still there, and the order is placed once", async () => {
  const key = await fillDevice();
  (await openAsNextRelease()).close();

  const db = await deviceDatabase();
  expect(db.version).toBe(NEWER_VERSION);
  const { rows } = await openCart(db, { cartId: uuidv7(), device: "other", now: NOW });
  const doc = new Y.Doc();
  for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
  expect(documentLines(doc)).toEqual([{ sku: "ROPE-10", quantity: 2 }]);
  expect(await getDraft(db, "contact")).toMatchObject({ value: { name: "Nuala" } });

  const server = shopServer();
  server.fates.push(() => problemAnswer("unavailable"));
  await drain(drainPorts(server, { now: () => NOW }));
  // What the next release wrote into an entry survives a try of this one.
  expect(await db.get("outbox", key)).toMatchObject({ attempts: 1, next: { since: NOW } });
  await drain(drainPorts(server, { now: () => NOW + 600_000 }), { eager: true });
  await drain(drainPorts(server, { now: () => NOW + 900_000 }), { eager: true });
  expect(server.orders.size).toBe(1);
  expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", next: { since: NOW } });
  expect(await queueCounts(db)).toEqual({ waiting: 0, needsYou: 0 });

  const next = await openAsNextRelease();
  expect(await next.getAll("wishes")).toEqual([{ sku: "LAMP-RED", at: NOW }]);
  expect(await next.get("meta", "loyalty")).toEqual({ name: "loyalty", points: 7 });
  expect(await next.getAllFromIndex("orders", "created")).toHaveLength(1);
  next.close();
});

test("entries that only the next release understands wait, are counted and shown, and nothing here touches them", async () => {
  const key = await fillDevice();
  const db = await deviceDatabase();
  const known = await db.get("outbox", key);
  const gift = { ...known, key: "gift-1", lane: "gift", kind: "gift", format: 1, body: { to: "Nuala" } };
  const sealed = { ...known, key: "order-2", lane: "order:order-2", format: OUTBOX_FORMAT + 1, body: "sealed" };
  const next = await openAsNextRelease();
  for (const entry of [gift, sealed]) await next.put("outbox", entry);
  next.close();

  const server = shopServer();
  const report = await drain(drainPorts(server, { now: () => NOW }), { eager: true });
  // Neither holds up what this release understands, nor keeps it trying.
  expect(server.orders.size).toBe(1);
  expect(report.nextAttemptAt).toBeNull();
  const left = await listWaiting(await deviceDatabase());
  expect(left).toEqual([gift, sealed]);
  expect(await queueCounts(await deviceDatabase())).toEqual({ waiting: 2, needsYou: 0 });
  expect(left.map(canCallOff)).toEqual([false, false]);
  for (const { key: its } of left) {
    expect(await callOff(await deviceDatabase(), its, NOW)).toBe("overtaken");
    await retryWaiting(await deviceDatabase(), its, NOW);
  }
  expect(await listWaiting(await deviceDatabase())).toEqual([gift, sealed]);
});

test("an open tab of this release makes way for the next one, and goes on beside it", async () => {
  const key = await fillDevice();
  const held = await deviceDatabase();
  let blocked = 0;
  const opening = openDB("holdfast", NEWER_VERSION, {
    upgrade: (db) => void db.createObjectStore("wishes", { keyPath: "sku" }),
    blocked: () => {
      blocked += 1;
    },
  });
  const next = await opening;
  expect(blocked).toBe(0);
  expect(() => held.transaction("outbox")).toThrow(expect.objectContaining({ name: "InvalidStateError" }));
  const server = shopServer();
  await drain(drainPorts(server, { now: () => NOW }));
  expect(await getOrder(await deviceDatabase(), key)).toMatchObject({ state: "confirmed" });
  expect(next.objectStoreNames.contains("wishes")).toBe(true);
  next.close();
});
