import type { Browser, Page } from "@playwright/test";
import { cartSyncEntry } from "../../offline/outbox.ts";
import { getOnDevice, putOnDevice } from "./device-database.ts";
import { expectSaved } from "./mugs.ts";
import { open } from "./shopper.ts";

/**
 * Another device of the same person, with a document of its own of the cart that this page's device has sent: at `origin`, where
 * it shows the cart. Its context is the caller's to close.
 */
export async function secondDevice(
  browser: Browser,
  first: Page,
  origin: string,
): Promise<{ page: Page; cartId: string }> {
  const cart = await getOnDevice<{ cartId: string }>(first, "meta", "cart");
  if (!cart) throw new Error("the first device has no cart");
  const { cartId } = cart;
  const context = await browser.newContext({ baseURL: origin });
  // A host's cookies are the same at each of its ports.
  await context.addCookies(await first.context().cookies());
  const page = await context.newPage();
  await open(page, "/about");
  await putOnDevice(page, [
    { store: "meta", value: { name: "cart", cartId, startedAt: Date.now() } },
    { store: "outbox", value: cartSyncEntry(cartId, Date.now()) },
  ]);
  await page.goto("/cart");
  await expectSaved(page);
  return { page, cartId };
}
