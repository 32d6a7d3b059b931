import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, expect, test } from "vitest";
import { deviceDatabase, onDevice } from "./database.ts";
import { dropDraft, getDraft, storeDraft } from "./drafts.ts";

afterEach(async () => {
  await deleteDB("holdfast");
});

test("a draft is kept until it is dropped", async () => {
  await onDevice((db) => storeDraft(db, "contact", { name: "Nuala" }, 5));
  expect(await onDevice((db) => getDraft(db, "contact"))).toMatchObject({ value: { name: "Nuala" }, savedAt: 5 });
  await onDevice((db) => dropDraft(db, "contact"));
  expect(await onDevice((db) => getDraft(db, "contact"))).toBeNull();
});

test("a newer release that raises the version is not blocked, and this code works on with what it left", async () => {
  await onDevice((db) => storeDraft(db, "note", 1, 1));
  const newer = await openDB("holdfast", 7, { upgrade: (db) => void db.createObjectStore("later") });
  newer.close();
  expect(await onDevice((db) => getDraft(db, "note"))).toMatchObject({ value: 1 });
  expect((await deviceDatabase()).version).toBe(7);
});

test("a database that was deleted under us is made again", async () => {
  await onDevice((db) => storeDraft(db, "note", 1, 1));
  await deleteDB("holdfast");
  expect(await onDevice((db) => getDraft(db, "note"))).toBeNull();
  await onDevice((db) => storeDraft(db, "note", 2, 2));
  expect(await onDevice((db) => getDraft(db, "note"))).toMatchObject({ value: 2 });
});

test("a connection that was closed is opened again", async () => {
  (await deviceDatabase()).close();
  await onDevice((db) => storeDraft(db, "note", 3, 3));
  expect(await onDevice((db) => getDraft(db, "note"))).toMatchObject({ value: 3 });
});

test("missing stores are added and the others keep their content", async () => {
  const half = await openDB("holdfast", 1, {
    upgrade: (db) => {
      db.createObjectStore("drafts", { keyPath: "name" }).put({ name: "note", value: 4, savedAt: 4 });
    },
  });
  half.close();
  const db = await deviceDatabase();
  expect([...db.objectStoreNames]).toEqual(["cart-updates", "drafts", "meta", "offers", "orders", "outbox", "viewed"]);
  expect(await getDraft(db, "note")).toMatchObject({ value: 4 });
});
