import { expect } from "@playwright/test";
import { open } from "../lib/shopper.ts";
import { stockUp, withDamagedProduct } from "./goods.ts";
import type { Walk } from "./visit.ts";

const PAGES = [
  ["home", "/"],
  ["category", "/category/kitchen"],
  ["category, narrowed", "/category/outerwear?size=M&stock=in&sort=price-up"],
  ["category, nothing fits", "/category/kitchen?colour=oilskin&price=4&stock=in&size=XXL"],
  ["search, before a word", "/search"],
  ["search, results", "/search?q=mug"],
  ["search, nothing found", "/search?q=zzzz"],
  ["about", "/about"],
  ["delivery", "/delivery"],
  ["returns", "/returns"],
  ["privacy", "/privacy"],
  ["not found", "/no-such-page"],
  ["offline page", "/offline"],
  ["diagnostics", "/diagnostics"],
  ["forget this device", "/forget"],
  ["cart, empty", "/cart"],
  ["checkout, nothing in the cart", "/checkout"],
  ["orders, none", "/orders"],
  ["waiting, nothing", "/waiting"],
  ["order, unknown", "/orders/view?key=none"],
] as const;

export const pages: Walk = {
  name: "Pages",
  async walk({ page, show }) {
    for (const [name, path] of PAGES) {
      await open(page, path);
      await show(name);
    }
    await open(page, "/category/outerwear");
    await page.getByText("Narrow down").click();
    await expect(page.getByRole("group", { name: "Colour" })).toBeVisible();
    await show("category, facets open");
    await open(page, "/");
    const collection = page.getByRole("main").locator("a[href^='/collections/']").first();
    await open(page, (await collection.getAttribute("href")) ?? "");
    await show("collection");
    await open(page, "/diagnostics");
    await page.getByRole("button", { name: "Erase everything" }).click();
    await expect(page.getByRole("button", { name: "Keep everything" })).toBeVisible();
    await show("diagnostics, the question before everything is erased");
    await page.getByRole("button", { name: "Send what waits, then erase" }).click();
    await expect(page.getByText("Nothing was erased", { exact: false })).toBeVisible();
    await show("diagnostics, nothing was erased");
  },
};

export const products: Walk = {
  name: "Products",
  async walk({ page, shop, show }) {
    await open(page, "/product/skerry-oilskin");
    await show("product, in stock");
    await page
      .getByRole("link", { name: /^Enlarge/ })
      .first()
      .click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await show("product, picture enlarged");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("status").filter({ hasText: "in your cart" })).toBeVisible();
    await show("product, just added");
    await stockUp(shop, "hearth-brush", 2);
    await open(page, "/product/hearth-brush");
    await show("product, low stock");
    await stockUp(shop, "bow-shackle", 0);
    await open(page, "/product/bow-shackle");
    await show("product, sold out");
  },
};

export const failure: Walk = {
  name: "Failure",
  async walk({ page, shop, show }) {
    await withDamagedProduct(shop, "pea-whistle", async () => {
      // An address that nobody has asked for: what the host has made of the page before still stands in its cache.
      await page.goto("/product/pea-whistle?damaged");
      await expect(page.getByRole("heading", { level: 1, name: "Something gave way." })).toBeVisible();
      await show("error");
    });
  },
};

/** What a document shows until the first script has run. */
export const loading: Walk = {
  name: "Loading",
  withoutWorker: true,
  async walk({ page, gate, show }) {
    void gate.next(({ path }) => /^\/_next\/static\/.*\.js/.test(path), { kind: "status", status: 503 }, 10_000);
    for (const [name, path] of [
      ["home, loading", "/"],
      ["product, loading", "/product/skerry-oilskin"],
      ["cart, loading", "/cart"],
      ["checkout, loading", "/checkout"],
      ["review, loading", "/checkout/review"],
      ["orders, loading", "/orders"],
      ["waiting, loading", "/waiting"],
      ["order, loading", "/orders/view?key=none"],
    ] as const) {
      await page.goto(path);
      await show(name);
    }
  },
};
