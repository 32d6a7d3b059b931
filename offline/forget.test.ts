import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, orderRequest } from "./device.test-suite.ts";
import { storeDraft } from "./drafts.ts";
import { drain } from "./drain.ts";
import { forgetPerson, isForgetting, settleForgetting } from "./forget.ts";
import { queueOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { ownerTag } from "./owner.ts";
import { rememberViewed } from "./viewed.ts";

let db: DeviceDatabase;
let asked: string[];
let reachable: boolean;

beforeEach(async () => {
  db = await freshDevice();
  asked = [];
  reachable = true;
});

/** A server that can be asked to forget, and answers every order with a 503. */
const send: typeof fetch = async (input) => {
  if (!reachable) throw new TypeError("Failed to fetch");
  asked.push(String(input));
  return String(input) === "/api/forget" ? Response.json({ forgotten: true }) : new Response("busy", { status: 503 });
};

async function leaveTraces(): Promise<void> {
  const following = { cartId: uuidv7(), update: null, count: 2 };
  await queueOrder(db, { key: uuidv7(), request: orderRequest(uuidv7()), offers: [], now: 1, following });
  await storeDraft(db, "checkout", { name: "Nuala Byrne" }, 1);
  await rememberViewed(db, { slug: "lamp", name: "Lamp", picture: "/media/lamp", viewedAt: 1 });
}

async function everything(): Promise<string> {
  const stores = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  return JSON.stringify(stores);
}

describe("forgetting a person", () => {
  test("leaves nothing of theirs, and another owner", async () => {
    const owner = await ownerTag(db, "first");
    await leaveTraces();
    expect(await everything()).toContain("Nuala");
    await forgetPerson(db, "second", 5);
    expect(owner).toBe("first");
    expect(await ownerTag(db, "third")).toBe("second");
    expect(JSON.parse(await everything()).flat()).toEqual([
      { name: "begun", at: 5 },
      { name: "forget", askedAt: 5 },
      { name: "owner", tag: "second" },
    ]);
  });

  test("is told to the server before anything that its cookie would sign for", async () => {
    await forgetPerson(db, "second", 5);
    await leaveTraces();
    reachable = false;
    const ports = drainPorts({ fetch: send });
    expect((await drain(ports)).nextAttemptAt).not.toBeNull();
    expect(asked).toEqual([]);
    reachable = true;
    await drain(ports);
    expect(asked).toEqual(["/api/forget", "/api/orders"]);
    expect(await isForgetting(db)).toBe(false);
    expect((await queueCounts(db)).waiting).toBe(1);
  });

  test("is due although nothing else is, and done once", async () => {
    await forgetPerson(db, "second", 5);
    expect(await drain(drainPorts({ fetch: send }))).toEqual({ sent: 0, nextAttemptAt: null });
    expect(await settleForgetting(db, send, "build-A")).toBe(true);
    expect(asked).toEqual(["/api/forget"]);
  });

  test("stays wished for while the server refuses", async () => {
    await forgetPerson(db, "second", 5);
    const busy: typeof fetch = async () => new Response("busy", { status: 503 });
    expect(await settleForgetting(db, busy, "build-A")).toBe(false);
    expect(await isForgetting(db)).toBe(true);
  });
});
