import { describe, expect, it } from "vitest";
import { readSelection } from "../../domain/finding/selection.ts";
import * as protocol from "../../protocol/catalogue.ts";
import {
  getCards,
  getCategory,
  getOffers,
  getProduct,
  isBadCursor,
  listCategories,
  listCollections,
  listFacets,
  listProducts,
  listSearchEntries,
} from "../queries/catalogue.ts";
import { currentPriceVersion, pricesAt } from "../queries/prices.ts";
import { publishPrices } from "../queries/publish-prices.ts";
import { countProducts, listProductAddresses } from "../queries/sitemap.ts";
import { adjustStock, getStock, releaseStock, setStock, takeStock } from "../queries/stock.ts";
import type { Store } from "../store.ts";
import { TEST_SKUS, TEST_STOCK } from "./catalogue.ts";
import { TEST_NOW } from "./orders.ts";

export function describeCatalogue(getStore: () => Store): void {
  describe("the catalogue", () => {
    it("lists categories with their cover and size, in the shopkeeper's order", async () => {
      const db = getStore().read;
      const categories = await listCategories(db);
      expect(categories.map(({ slug, count, cover }) => [slug, count, cover.base])).toEqual([
        ["lamps", 2, "/media/deck-lamp/brass-front"],
        ["rope", 1, "/media/bow-line/natural-front"],
      ]);
      expect(await getCategory(db, "rope")).toEqual(categories[1]);
      expect(await getCategory(db, "sails")).toBeNull();
    });

    it("tells the sitemap each product once, and when its price last changed", async () => {
      const store = getStore();
      expect(await countProducts(store.read)).toBe(3);
      const [first, second] = await listProductAddresses(store.read, 0, 2);
      expect([first?.slug, second?.slug]).toEqual(["deck-lamp", "table-lamp"]);
      expect((await listProductAddresses(store.read, 2, 9)).map(({ slug }) => slug)).toEqual(["bow-line"]);
      const changes = [{ sku: "LAMP-BLACK", currency: "EUR" as const, amount: 3900 }];
      await publishPrices(store, { changes, now: TEST_NOW });
      const [repriced, untouched] = await listProductAddresses(store.read, 0, 2);
      expect(repriced?.repricedAt).toBe(TEST_NOW);
      expect(untouched).toEqual(second);
    });

    it("pages through every product exactly once", async () => {
      const db = getStore().read;
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listProducts(db, { limit: 2, cursor });
        seen.push(...page.items.map((item) => item.slug));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(["deck-lamp", "table-lamp", "bow-line"]);
    });

    it("ends a list without a cursor when the last page is full", async () => {
      const page = await listProducts(getStore().read, { limit: 3 });
      expect(page.items).toHaveLength(3);
      expect(page.nextCursor).toBeNull();
    });

    it("lists a category, a collection in its own order, and nothing for an unknown one", async () => {
      const db = getStore().read;
      const slugs = async (query: object) => (await listProducts(db, { limit: 9, ...query })).items.map((i) => i.slug);
      expect(await slugs({ category: "lamps" })).toEqual(["deck-lamp", "table-lamp"]);
      expect(await slugs({ collection: "gifts" })).toEqual(["bow-line", "deck-lamp"]);
      expect(await slugs({ category: "sails" })).toEqual([]);
      expect(await listCollections(db)).toEqual([{ slug: "gifts", name: "Gifts", blurb: "Small things.", count: 2 }]);
    });

    it.each(["", "x", "YWxs", "YWxsIC0x", "////"])("refuses the cursor %j that it never gave out", async (cursor) => {
      const error = await listProducts(getStore().read, { limit: 2, cursor }).catch((reason: unknown) => reason);
      expect(isBadCursor(error)).toBe(true);
    });

    it("refuses the cursor of another list", async () => {
      const db = getStore().read;
      const { nextCursor } = await listProducts(db, { limit: 1 });
      const error = await listProducts(db, { limit: 1, category: "lamps", cursor: nextCursor ?? "" }).catch(
        (reason: unknown) => reason,
      );
      expect(isBadCursor(error)).toBe(true);
    });

    it("narrows, counts and orders a shelf by what is chosen", async () => {
      const store = getStore();
      const db = store.read;
      const find = async (query: string, shelf: object = {}) => {
        const { selection } = readSelection(new URLSearchParams(query));
        const version = await currentPriceVersion(db);
        const slugs: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listProducts(db, { ...shelf, selection, version, limit: 1, cursor });
          slugs.push(...page.items.map((item) => item.slug));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        return { slugs, facets: await listFacets(db, shelf, selection, version) };
      };
      expect((await find("sort=price-up")).slugs).toEqual(["bow-line", "deck-lamp", "table-lamp"]);
      expect((await find("sort=price-down")).slugs).toEqual(["table-lamp", "deck-lamp", "bow-line"]);
      expect((await find("sort=name")).slugs).toEqual(["bow-line", "deck-lamp", "table-lamp"]);
      expect((await find("sort=name", { collection: "gifts" })).slugs).toEqual(["bow-line", "deck-lamp"]);
      expect((await find("colour=black&colour=white", { category: "lamps" })).slugs).toEqual([
        "deck-lamp",
        "table-lamp",
      ]);
      expect((await find("size=20+m")).slugs).toEqual(["bow-line"]);
      expect((await find("colour=black", { category: "sails" })).facets).toMatchObject({ shelved: 0, found: 0 });

      await store.tx((on) => setStock(on, "LAMP-BLACK", 0));
      const { slugs, facets } = await find("colour=black&stock=in&price=2");
      expect(slugs).toEqual([]);
      expect(facets).toEqual({
        shelved: 3,
        found: 0,
        colours: [
          { code: "black", name: "black", swatch: "#112233", count: 0 },
          { code: "brass", name: "brass", swatch: "#112233", count: 1 },
          { code: "natural", name: "natural", swatch: "#112233", count: 1 },
          { code: "white", name: "white", swatch: "#112233", count: 0 },
        ],
        sizes: [
          { size: "10 m", count: 0 },
          { size: "20 m", count: 0 },
        ],
        prices: [
          { band: 1, from: 0, below: 2500, count: 0 },
          { band: 2, from: 2500, below: 5000, count: 0 },
          { band: 3, from: 5000, below: 10000, count: 0 },
        ],
        inStock: 0,
      });

      const change = { sku: "TABLE-WHITE", currency: "EUR", amount: 100 } as const;
      await publishPrices(store, { changes: [change], now: TEST_NOW });
      expect((await find("sort=price-up")).slugs).toEqual(["table-lamp", "bow-line", "deck-lamp"]);
    });

    it("answers in the shapes of the protocol", async () => {
      const db = getStore().read;
      const product = await getProduct(db, "deck-lamp");
      expect(protocol.product.parse(product)).toEqual(product);
      expect(product?.related.map((card) => card.slug)).toEqual(["bow-line", "table-lamp"]);
      for (const card of (await listProducts(db, { limit: 9 })).items) {
        expect(protocol.productCard.parse(card)).toEqual(card);
      }
      for (const offer of await getOffers(db, TEST_SKUS)) expect(protocol.offer.parse(offer)).toEqual(offer);
      expect(await getProduct(db, "anchor")).toBeNull();
    });

    it("tells the lowest price of each currency, and whether prices vary", async () => {
      const [lamp, table] = await getCards(getStore().read, ["deck-lamp", "table-lamp"]);
      expect(lamp).toMatchObject({
        priceVaries: true,
        from: [
          { currency: "EUR", amount: 4000 },
          { currency: "GBP", amount: 3500 },
          { currency: "JPY", amount: 8000 },
        ],
      });
      expect(table?.priceVaries).toBe(false);
    });

    it("keeps the order asked for and leaves out what it does not know", async () => {
      const db = getStore().read;
      const cards = await getCards(db, ["bow-line", "anchor", "deck-lamp"]);
      expect(cards.map((card) => card.slug)).toEqual(["bow-line", "deck-lamp"]);
      const offers = await getOffers(db, ["ROPE-20", "NOPE", "LAMP-BLACK", "TABLE-WHITE"]);
      expect(offers.map((offer) => [offer.sku, offer.label])).toEqual([
        ["ROPE-20", "natural, 20 m"],
        ["LAMP-BLACK", "black"],
        ["TABLE-WHITE", ""],
      ]);
      expect(await getOffers(db, [])).toEqual([]);
    });

    it("puts every product into the search index, in words", async () => {
      const entries = await listSearchEntries(getStore().read);
      expect(entries).toHaveLength(3);
      expect(entries[0]).toEqual({
        slug: "deck-lamp",
        name: "The deck-lamp",
        tagline: "A deck-lamp for long use.",
        category: "Lamps",
        colours: "brass black",
        materials: "Brass",
      });
    });

    it("says sold out, low and in stock as the shelf empties", async () => {
      const store = getStore();
      const state = async () => (await getOffers(store.read, ["TABLE-WHITE"]))[0]?.availability;
      expect(await state()).toEqual({ state: "in-stock" });
      await store.tx((db) => setStock(db, "TABLE-WHITE", 3));
      expect(await state()).toEqual({ state: "low", left: 3 });
      await store.tx((db) => setStock(db, "TABLE-WHITE", 0));
      expect(await state()).toEqual({ state: "sold-out" });
      expect((await getCards(store.read, ["table-lamp"]))[0]?.soldOut).toBe(true);
    });
  });

  describe("prices", () => {
    it("moves the version by one and leaves the earlier one readable", async () => {
      const store = getStore();
      const change = { sku: "ROPE-10", currency: "EUR", amount: 1700 } as const;
      expect(await publishPrices(store, { changes: [change], now: TEST_NOW })).toBe(2);
      expect(await currentPriceVersion(store.read)).toBe(2);
      expect(await pricesAt(store.read, ["ROPE-10", "ROPE-20"], "EUR", 1)).toEqual(
        new Map([
          ["ROPE-10", 1500],
          ["ROPE-20", 2500],
        ]),
      );
      expect(await pricesAt(store.read, ["ROPE-10", "ROPE-20"], "EUR", 2)).toEqual(
        new Map([
          ["ROPE-10", 1700],
          ["ROPE-20", 2500],
        ]),
      );
      const at = async (version?: number) =>
        (await getProduct(store.read, "bow-line", version))?.variants[0]?.prices.map((price) => price.amount);
      expect(await at()).toEqual([1700, 1000, 3000]);
      expect(await at(1)).toEqual([1500, 1000, 3000]);
    });

    it("gives publications that come together versions of their own", async () => {
      const store = getStore();
      const versions = await Promise.all(
        [1, 2, 3, 4].map((amount) =>
          publishPrices(store, { changes: [{ sku: "ROPE-10", currency: "EUR", amount }], now: TEST_NOW }),
        ),
      );
      expect(versions.toSorted()).toEqual([2, 3, 4, 5]);
    });

    it("publishes nothing when one change names what the shop does not sell", async () => {
      const store = getStore();
      const changes = [
        { sku: "ROPE-10", currency: "EUR", amount: 1 },
        { sku: "NOPE", currency: "EUR", amount: 1 },
      ] as const;
      await expect(publishPrices(store, { changes, now: TEST_NOW })).rejects.toThrow(/NOPE/);
      await expect(publishPrices(store, { changes: [], now: TEST_NOW })).rejects.toThrow(RangeError);
      expect(await currentPriceVersion(store.read)).toBe(1);
    });
  });

  describe("stock", () => {
    it("takes only what is there, and says how much is left", async () => {
      const store = getStore();
      await store.tx(async (db) => {
        expect(await takeStock(db, "ROPE-10", TEST_STOCK - 1)).toBe(1);
        expect(await takeStock(db, "ROPE-10", 2)).toBeNull();
        expect(await takeStock(db, "ROPE-10", 1)).toBe(0);
        expect(await releaseStock(db, "ROPE-10", 4)).toBe(4);
        expect(await takeStock(db, "NOPE", 1)).toBeNull();
      });
      expect(await getStock(store.read, "ROPE-10")).toBe(4);
      expect(await getStock(store.read, "NOPE")).toBeNull();
    });

    it("books units in and out, never below nothing", async () => {
      await getStore().tx(async (db) => {
        expect(await adjustStock(db, "ROPE-10", 5)).toBe(15);
        expect(await adjustStock(db, "ROPE-10", -15)).toBe(0);
        expect(await adjustStock(db, "ROPE-10", -1)).toBeNull();
        expect(() => takeStock(db, "ROPE-10", -1)).toThrow(RangeError);
        expect(() => setStock(db, "ROPE-10", 1.5)).toThrow(RangeError);
      });
    });
  });
}
