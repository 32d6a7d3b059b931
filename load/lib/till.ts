import { setTimeout as delay } from "node:timers/promises";
import { type Desk, type DeskCharge, openDesk } from "../../payments/acquirer/desk.ts";
import { startAcquirer } from "../../payments/acquirer/start.ts";

/** The acquirer of a shop under load, with what a test may ask it. */
export interface Till {
  /** A shopper pays on this page with a good card. */
  pay(url: string): Promise<void>;
  charges(): Promise<DeskCharge[]>;
  /** Resolves when the shop has taken every event in; rejects after a minute. */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

async function waiting(desk: Desk): Promise<number> {
  return ((await (await desk.control("waiting")).json()) as { waiting: number }).waiting;
}

/** Starts the local acquirer in this process, so that it outlives every shop that is killed. */
export async function openTill(dataDir: string, shopOrigin: string): Promise<Till> {
  const acquirer = await startAcquirer({ dataDir, port: 0, shopOrigin });
  const desk = openDesk(dataDir);
  return {
    async pay(url) {
      const answer = await desk.pay(url);
      await answer.body?.cancel();
    },
    charges: () => desk.charges(),
    async delivered() {
      const deadline = Date.now() + PATIENCE_MS;
      await desk.control("webhooks", { paused: false });
      while ((await waiting(desk)) > 0) {
        if (Date.now() > deadline) throw new Error("the shop does not take in what the acquirer tells");
        await delay(50);
      }
    },
    close: () => acquirer.close(),
  };
}
