/** Everything a fork changes first. Amounts are integer minor units of their currency. */
export const shop = {
  name: "Holdfast",
  tagline: "Goods that stay put.",
  description: "Outerwear, lamps, kitchenware and rope for rough weather and long use, from the west coast of Ireland.",
  email: "hello@holdfast.example",
  locale: "en-IE",
  /** Where the goods are packed. */
  timeZone: "Europe/Dublin",
  /** The first is what a visitor sees until they choose. */
  currencies: ["EUR", "GBP", "JPY"],
  /** Where the price bands that shoppers can choose from end. */
  priceBands: {
    EUR: [2500, 5000, 10000, 20000],
    GBP: [2000, 4000, 8000, 16000],
    JPY: [4000, 8000, 16000, 32000],
  },
  countries: [
    { code: "IE", name: "Ireland" },
    { code: "GB", name: "United Kingdom" },
    { code: "FR", name: "France" },
    { code: "DE", name: "Germany" },
    { code: "NL", name: "Netherlands" },
    { code: "JP", name: "Japan" },
  ],
  delivery: [
    {
      id: "standard",
      days: [3, 5],
      prices: { EUR: 590, GBP: 490, JPY: 900 },
      freeFrom: { EUR: 12000, GBP: 10000, JPY: 19000 },
    },
    { id: "express", days: [1, 2], prices: { EUR: 1290, GBP: 1090, JPY: 2000 }, freeFrom: null },
    { id: "collect", days: [1, 1], prices: { EUR: 0, GBP: 0, JPY: 0 }, freeFrom: null },
  ],
  payments: ["card", "kept-card", "on-delivery"],
  /** Addresses at which earlier shops of this origin had a service worker; the safety worker stands there for ever (K6). */
  formerWorkers: ["/service-worker.js"],
  peers: {
    /**
     * Servers that help devices of one cart to reach each other across routers (STUN and TURN, as `RTCIceServer`). Without any
     * they meet in one network only, and nobody outside the shop learns of them.
     */
    iceServers: [] as { urls: string; username?: string; credential?: string }[],
  },
  policy: {
    /**
     * A signed quote stands for this long, and a price that was shown without one for this long after it was replaced; both by
     * the server's time.
     */
    honourHours: 24,
    /** Afterwards the shop still absorbs a rise of so many per cent; it is never added to what was shown. */
    tolerancePercent: 0,
    /** What becomes of an older quote whose price has risen: `ask` lets the order wait for the shopper, `honour` charges what was shown. */
    expiredQuote: "ask" as "ask" | "honour",
    /** After this long two releases no longer serve beside each other: who stayed with the older one is sent over. */
    stragglerHours: 48,
    /** How long stock is held for an order whose payment has not been finished. */
    reservationMinutes: 30,
    /** At or below this many units the page says how many are left. */
    lowStock: 5,
    /** What is ordered before this hour of a working day is sent the same day. */
    sameDayUntilHour: 12,
    maxQuantityPerLine: 99,
    maxLines: 50,
    /** An idempotency key lives at least as long as an outbox entry may wait. */
    idempotencyDays: 30,
    /** Devices that may fill one cart together, its owner's included. */
    maxMembers: 12,
    /** How long a link to a shared cart lets others in, and how many at most. */
    invitationHours: 48,
    invitationUses: 6,
  },
} as const;

export type ShopConfig = typeof shop;
