import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import * as original from "idb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import * as own from "./idb.ts";

/** What the worker does with a database, once with the package and once with what stands in for it. */
const LIBRARIES: [string, typeof original][] = [
  ["the package", original],
  ["what stands in for it", own as unknown as typeof original],
];

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

describe.each(LIBRARIES)("%s", (_, { openDB, deleteDB }) => {
  const open = () =>
    openDB("shop", 1, {
      upgrade: (db) => {
        db.createObjectStore("rows", { keyPath: "key" }).createIndex("kind", "kind");
        db.createObjectStore("others", { autoIncrement: true });
      },
    });

  test("writes, reads and deletes", async () => {
    const db = await open();
    expect([...db.objectStoreNames]).toEqual(["others", "rows"]);
    expect(await db.put("rows", { key: "a", kind: "x" })).toBe("a");
    await db.add("rows", { key: "b", kind: "y" });
    expect(await db.get("rows", "a")).toEqual({ key: "a", kind: "x" });
    expect(await db.get("rows", "none")).toBeUndefined();
    expect(await db.getAllFromIndex("rows", "kind", "y")).toEqual([{ key: "b", kind: "y" }]);
    expect(await db.getFromIndex("rows", "kind", "x")).toEqual({ key: "a", kind: "x" });
    await db.delete("rows", "a");
    expect(await db.getAll("rows")).toEqual([{ key: "b", kind: "y" }]);
    await db.clear("rows");
    expect(await db.count("rows")).toBe(0);
    db.close();
  });

  test("does several things in one transaction, and says when it is done", async () => {
    const db = await open();
    const tx = db.transaction(["rows", "others"], "readwrite", { durability: "strict" });
    const rows = tx.objectStore("rows");
    await Promise.all([
      rows.put({ key: "a", kind: "x" }),
      rows.put({ key: "b", kind: "x" }),
      tx.objectStore("others").add(1),
    ]);
    expect(await rows.index("kind").getAll("x")).toHaveLength(2);
    await tx.done;
    const one = db.transaction("rows");
    expect(one.store.keyPath).toBe("key");
    expect(await one.store.get("b")).toEqual({ key: "b", kind: "x" });
    await one.done;
    db.close();
  });

  test("rejects what fails, and takes all of an aborted transaction back", async () => {
    const db = await open();
    await db.put("rows", { key: "a" });
    await expect(db.add("rows", { key: "a" })).rejects.toMatchObject({ name: "ConstraintError" });
    const tx = db.transaction("rows", "readwrite");
    await tx.store.put({ key: "b" });
    tx.abort();
    await expect(tx.done).rejects.toBeDefined();
    expect(await db.get("rows", "b")).toBeUndefined();
    db.close();
    expect(() => db.transaction("rows")).toThrow();
  });

  test("makes room for whoever wants to change or delete it", async () => {
    let asked = 0;
    const db = await openDB("shop", 1, {
      blocking: (_current, _blocked, event) => {
        asked += 1;
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
    await deleteDB("shop");
    expect(asked).toBe(1);
    expect(() => db.transaction("rows")).toThrow();
    const newer = await openDB("shop", 3);
    newer.close();
    await expect(openDB("shop", 2)).rejects.toMatchObject({ name: "VersionError" });
  });
});
