import { type Gate, openGate } from "./lib/gate.ts";
import { expectSaved, mugs, oneMoreMug, openSavedCart, twoMoreMugs } from "./lib/mugs.ts";
import { secondDevice } from "./lib/second-device.ts";
import { GOODS, open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const FOLLOWED = /^\/api\/carts\/[^/]+\/live\?/;

const followed = ({ seen }: Gate) => seen.filter(({ path }) => FOLLOWED.test(path));
const synced = ({ seen }: Gate) => seen.filter(({ path }) => /^\/api\/carts\/[^/]+\/sync$/.test(path)).length;

test.describe("A cart on several devices", () => {
  let line: Gate;
  test.beforeEach(async ({ shop }) => {
    line = await openGate(shop.origin);
  });
  test.afterEach(() => line.close());

  test("shows on each of them what another does, in every tab, and nobody has to ask", async ({ page, browser }) => {
    await openSavedCart(page);
    const laptop = await secondDevice(browser, page, line.origin);
    const other = await laptop.page.context().newPage();
    await other.goto("/product/hob-kettle");
    await expect.poll(() => followed(line).length).toBe(1);
    const asked = synced(line);

    await oneMoreMug(page);
    await expect(mugs(laptop.page)).toHaveValue("2");
    await expect(other.getByRole("link", { name: /^Cart\s*, 2 items$/ })).toBeVisible();
    expect(synced(line)).toBe(asked);

    await oneMoreMug(laptop.page);
    await expect(mugs(page)).toHaveValue("3");
    await expectSaved(page);
    expect(followed(line)).toHaveLength(1);
    await laptop.page.context().close();
  });

  test("loses nothing when the line is cut while others go on", async ({ page, browser }) => {
    await openSavedCart(page);
    const laptop = await secondDevice(browser, page, line.origin);
    await expect.poll(() => followed(line).length).toBe(1);
    await oneMoreMug(page);
    await expect(mugs(laptop.page)).toHaveValue("2");
    const asked = synced(line);

    const held = line.hold(({ path }) => FOLLOWED.test(path));
    line.set({ kind: "down" });
    line.set({ kind: "none" });
    await expect.poll(() => followed(line).length).toBe(2);
    await twoMoreMugs(page);
    await expect(mugs(page)).toHaveValue("4");
    await expectSaved(page);
    held.release();
    await expect(mugs(laptop.page)).toHaveValue("4");
    // It came back with what it had heard last, and the stream alone brought the rest.
    expect(followed(line)[1]?.headers["last-event-id"]).toMatch(/^\d+$/);
    expect(synced(line)).toBe(asked);
    await laptop.page.context().close();
  });

  test("is followed only where there is one", async ({ page, gate }) => {
    await open(page, GOODS.mug);
    await expect.poll(() => gate.seen.some(({ path }) => path === "/api/prices/live")).toBe(true);
    expect(followed(gate)).toEqual([]);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect.poll(() => followed(gate).length).toBe(1);
  });
});
