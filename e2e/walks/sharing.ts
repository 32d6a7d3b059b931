import { expect } from "@playwright/test";
import { join, makeLink, members, ownName } from "../lib/sharing.ts";
import { addToCart, GOODS, open, workerInControl } from "../lib/shopper.ts";
import type { Walk } from "./visit.ts";

export const sharing: Walk = {
  name: "Sharing a cart",
  async walk({ page, context, gate, show }) {
    const browser = context.browser();
    if (!browser) throw new Error("this browser makes no second device");
    const friendly = await browser.newContext({ baseURL: gate.origin });
    try {
      const owner = await friendly.newPage();
      await addToCart(owner, GOODS.mug);
      const link = await makeLink(owner);
      await open(page, "/join");
      await show("invitation, not whole");
      await addToCart(page, "/product/storm-lantern");
      await open(page, link);
      await expect(page.getByRole("radio", { name: /^Put one thing/ })).toBeChecked();
      await show("invitation, and what becomes of the own cart");
      await join(page, link);
      await show("shared cart, as a member");
      await workerInControl(page);
      await context.setOffline(true);
      await expect(page.getByText(/^The shop cannot be reached now/)).toBeVisible();
      await show("shared cart, offline");
      await context.setOffline(false);
      const name = await ownName(page);
      await owner.reload();
      await owner.getByRole("button", { name: `Take out ${name}` }).click();
      await owner.getByRole("button", { name: `Take out ${name}` }).click();
      await expect(members(owner)).toHaveCount(1);
      await page.reload();
      await expect(page.getByRole("heading", { name: /^This cart is no longer shared/ })).toBeVisible();
      await show("shared cart, taken out");
      await page.getByRole("button", { name: "Keep this copy" }).click();
      await open(page, link);
      await page.getByRole("button", { name: "Join the cart" }).click();
      await expect(page.getByText(/^This link no longer lets anybody in/)).toBeVisible();
      await show("invitation, switched off");

      const own = await makeLink(page);
      await join(owner, own);
      await expect(members(page).filter({ hasText: "looking now" })).toHaveCount(1);
      await members(page)
        .getByRole("button", { name: /^Take out/ })
        .click();
      await show("sharing, with a link and somebody who looks, to be taken out");
    } finally {
      await friendly.close();
    }
  },
};
