import { afterEach, expect, test, vi } from "vitest";
import { drainPorts, freshDevice, problemAnswer, shopServer } from "../../offline/device.test-suite.ts";
import { drain } from "../../offline/drain.ts";
import { CART_LOCK, underLock } from "../../offline/locks.ts";
import { fillCart } from "../../offline/queued.test-suite.ts";
import { listWaiting } from "../../offline/waiting.ts";
import { pageTriggers } from "./sender.ts";
import { doNotSend } from "./waiting.ts";

afterEach(() => {
  pageTriggers().stop();
  vi.unstubAllGlobals();
});

test("refused changes are dropped once no tab is at work on the cart any more", async () => {
  const db = await freshDevice();
  const shop = shopServer();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "hidden" }));
  vi.stubGlobal("fetch", shop.fetch);
  const cartId = await fillCart(db, Date.now());
  const refuse = () => problemAnswer("cart-refused");
  shop.fates.push(refuse, refuse);
  await drain(drainPorts(shop));
  const [refused] = await listWaiting(db);
  if (!refused) throw new Error("Nothing was refused");

  const work = Promise.withResolvers<void>();
  const atWork = underLock(CART_LOCK, () => work.promise);
  const dropped = doNotSend(refused);
  await vi.waitFor(async () => {
    const { pending = [] } = await navigator.locks.query();
    expect(pending.map(({ name }) => name)).toContain(CART_LOCK);
  });
  expect(await db.countFromIndex("cart-updates", "cart", cartId)).toBe(2);
  work.resolve();
  expect(await dropped).toBe("gone");
  await atWork;
  expect(await db.countFromIndex("cart-updates", "cart", cartId)).toBe(0);
});
