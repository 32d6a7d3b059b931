import { setTimeout as delay } from "node:timers/promises";
import { localAcquirerSettings } from "../../payments/acquirer/settings.ts";
import { startAcquirer } from "../../payments/acquirer/start.ts";

export interface TillCharge {
  /** The order that it was made for. */
  readonly reference: string | null;
  readonly amount: number;
  readonly refunded: boolean;
}

/** The acquirer of a shop under load, with what a test may ask it. */
export interface Till {
  /** A shopper pays on this page with a good card. */
  pay(url: string): Promise<void>;
  charges(): Promise<TillCharge[]>;
  /** Resolves when the shop has taken every event in; rejects after a minute. */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts the local acquirer in this process, so that it outlives every shop that is killed. */
export async function openTill(dataDir: string, shopOrigin: string): Promise<Till> {
  const acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin });
  const headers = { Authorization: `Bearer ${localAcquirerSettings(dataDir).controlSecret}` };
  const ask = async <Answer>(what: string) =>
    (await (await fetch(`${acquirer.origin}/_control/${what}`, { headers })).json()) as Answer;
  return {
    async pay(url) {
      const body = new URLSearchParams({ number: "4242424242424242", expiry: "12/40", cvc: "123" });
      const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
      await answer.body?.cancel();
    },
    charges: async () => (await ask<{ charges: TillCharge[] }>("charges")).charges,
    async delivered() {
      const deadline = Date.now() + PATIENCE_MS;
      await fetch(`${acquirer.origin}/_control/webhooks`, { method: "POST", headers, body: '{"paused":false}' });
      while ((await ask<{ waiting: number }>("waiting")).waiting > 0) {
        if (Date.now() > deadline) throw new Error("the shop does not take in what the acquirer tells");
        await delay(50);
      }
    },
    close: () => acquirer.close(),
  };
}
