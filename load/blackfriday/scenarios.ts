import { setTimeout as delay } from "node:timers/promises";
import { currentPriceVersion, pricesAt } from "../../db/queries/prices.ts";
import { publishPrices } from "../../db/queries/publish-prices.ts";
import { getStock, setStock } from "../../db/queries/stock.ts";
import type { Store } from "../../db/store.ts";
import { randomFrom } from "../lib/random.ts";
import type { Crowd, Shopper, Wishes } from "./crowd.ts";

interface Plan extends Wishes {
  /** Lets what runs beside the crowd finish. */
  end(): Promise<void>;
  /** Everything that a shopper was told and that is not so, in words. */
  broken(shoppers: readonly Shopper[]): Promise<string[]>;
  /** What else is worth knowing. */
  notes(shoppers: readonly Shopper[]): string[];
}

export interface Scenario {
  /** What must hold, as one sentence. */
  readonly promise: string;
  prepare(store: Store, crowd: Crowd): Promise<Plan>;
}

const UNITS = 100;
const MODELS = 24;
const FLIP_MS = 150;

async function someSkus({ read: { q, t } }: Store, count: number): Promise<string[]> {
  const rows = await q.select({ sku: t.variant.sku }).from(t.variant).orderBy(t.variant.sku).limit(count);
  return rows.map(({ sku }) => sku);
}

const ordersOf = (shoppers: readonly Shopper[]) => shoppers.flatMap(({ orders }) => [...orders]);

function oddities(shoppers: readonly Shopper[]): string[] {
  return shoppers.flatMap(({ sku, orders, status, shown, charged }) => [
    ...(orders.size > 1 ? [`one buyer of ${sku} was sold ${orders.size} orders`] : []),
    ...(status === 201 || status === 409 ? [] : [`a buyer of ${sku} was left with ${status || "no answer"}`]),
    ...(charged !== null && charged > shown ? [`${sku} was shown for ${shown} and charged at ${charged}`] : []),
  ]);
}

/** Everybody wants the same thing, of which there are a hundred. */
const drop: Scenario = {
  promise: `${UNITS} units, ${UNITS} sold, nobody twice.`,
  async prepare(store) {
    const [sku = ""] = await someSkus(store, 1);
    await store.tx((db) => setStock(db, sku, UNITS));
    return {
      wish: (random) => ({ sku, quantity: 1, thinkMs: random.between(0, 500) }),
      end: async () => {},
      notes: () => [],
      async broken(shoppers) {
        const sold = new Set(ordersOf(shoppers)).size;
        const left = await getStock(store.read, sku);
        const expected = Math.min(UNITS, shoppers.length);
        return [
          ...oddities(shoppers),
          ...(sold === expected && left === UNITS - expected ? [] : [`${sold} were sold and ${left} are left`]),
        ];
      },
    };
  },
};

/** Prices go up and down while people look, think and order. */
const priceFlip: Scenario = {
  promise: "Nobody is charged more than they were shown.",
  async prepare(store, { seed }) {
    const skus = await someSkus(store, MODELS);
    const before = await pricesAt(store.read, skus, "EUR", await currentPriceVersion(store.read));
    await store.tx(async (db) => {
      for (const sku of skus) await setStock(db, sku, 1_000_000);
    });
    const random = randomFrom(seed + 1);
    const ending = new AbortController();
    let versions = 0;
    const flip = async () => {
      while (!ending.signal.aborted) {
        const sku = random.pick(skus);
        const amount = Math.max(1, Math.round(((before.get(sku) ?? 1_000) * random.between(60, 140)) / 100));
        await publishPrices(store, { changes: [{ sku, currency: "EUR", amount }], now: Date.now() });
        versions += 1;
        await delay(FLIP_MS);
      }
    };
    const flipping = flip();
    return {
      wish: (one) => ({ sku: one.pick(skus), quantity: one.between(1, 3), thinkMs: one.between(0, 3_000) }),
      async end() {
        ending.abort();
        await flipping;
      },
      broken: async (shoppers) => oddities(shoppers),
      notes(shoppers) {
        const asked = shoppers.filter(({ status }) => status === 409).length;
        const cheaper = shoppers.filter(({ charged, shown }) => charged !== null && charged < shown).length;
        return [`${versions} price versions; ${cheaper} paid less than they were shown, ${asked} were asked`];
      },
    };
  },
};

export const SCENARIOS: Readonly<Record<string, Scenario>> = { drop, "price-flip": priceFlip };
