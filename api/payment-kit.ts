import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { setStock } from "../db/queries/stock.ts";
import { type Desk, openDesk } from "../payments/acquirer/desk.ts";
import { localAcquirerOrigin, localAcquirerSettings } from "../payments/acquirer/settings.ts";
import { startAcquirer } from "../payments/acquirer/start.ts";
import type { PaymentPort } from "../payments/port.ts";
import { stripePayments } from "../payments/stripe.ts";
import type { Order } from "../protocol/orders.ts";
import { anySku, type Browser, browser, type TestApi, testApi } from "./test-kit.ts";

/** A shop with a real acquirer beside it, which reaches the shop's webhooks over HTTP. */
export interface PayingShop {
  readonly shop: TestApi;
  readonly sku: string;
  /** Where the shop is reached. */
  readonly origin: string;
  readonly desk: Desk;
  /** What the API pays through; a test may take the acquirer away. */
  payments: PaymentPort;
  /** The acquirer as it is. */
  real(): PaymentPort;
  /** What was charged for an order and not given back, in minor units. */
  chargedFor(order: Order): Promise<number[]>;
  /** A new shopper before ten units and an acquirer in order, a minute later. */
  begin(): Promise<Browser>;
  close(): Promise<void>;
}

export async function openPayingShop(): Promise<PayingShop> {
  const shop = await testApi({ payments: lateBound(() => paying.payments) });
  const settings = localAcquirerSettings(shop.dataDir);
  const real = () => stripePayments({ ...settings, apiBase: () => localAcquirerOrigin(shop.dataDir) });
  const server = createServer(getRequestListener(shop.api.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const acquirer = await startAcquirer({ dataDir: shop.dataDir, port: 0, shopOrigin: origin });
  const desk = openDesk(shop.dataDir);
  const sku = await anySku(shop.store);
  const paying: PayingShop = {
    shop,
    sku,
    origin,
    desk,
    payments: real(),
    real,
    async chargedFor({ id }) {
      const charges = await desk.charges();
      return charges.filter(({ reference, refunded }) => reference === id && !refunded).map(({ amount }) => amount);
    },
    async begin() {
      paying.payments = real();
      await shop.store.tx((db) => setStock(db, sku, 10));
      await desk.control("disturb", { mode: "fail", times: 0 });
      await desk.control("webhooks", { paused: false });
      shop.clock.now = Math.max(shop.clock.now + 60_000, Date.now());
      return browser(shop.api, origin);
    },
    async close() {
      await acquirer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await shop.close();
    },
  };
  return paying;
}

/** A port whose every call goes to what `port` answers then. */
function lateBound(port: () => PaymentPort): PaymentPort {
  return {
    createPaymentPage: (...all) => port().createPaymentPage(...all),
    getPaymentPage: (...all) => port().getPaymentPage(...all),
    listPaidPages: (...all) => port().listPaidPages(...all),
    expirePage: (...all) => port().expirePage(...all),
    refundPage: (...all) => port().refundPage(...all),
    createCardPage: (...all) => port().createCardPage(...all),
    getKeptCard: (...all) => port().getKeptCard(...all),
    chargeCard: (...all) => port().chargeCard(...all),
    parseWebhook: (...all) => port().parseWebhook(...all),
  };
}
