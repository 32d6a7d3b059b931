import { cardForm, DECLINED_CARD, GOOD_CARD, openDesk } from "../../payments/acquirer/desk.ts";
import { requireLoopback } from "../lib/loopback.ts";
import { openWire } from "../lib/wire.ts";
import type { Charge } from "./judge.ts";
import type { BuyerPlan } from "./plan.ts";

const MOST_TRIES = 5;

/** The test acquirer of a data directory, as buyers and as an auditor see it. */
export interface TestAcquirer {
  readonly pay: (url: string, plan: BuyerPlan) => Promise<boolean>;
  charges(): Promise<Charge[]>;
  close(): void;
}

export function openTestAcquirer(dataDir: string): TestAcquirer {
  const desk = openDesk(dataDir);
  // A crowd pays over few connections, as it orders.
  const wire = openWire(requireLoopback(desk.origin), 64);
  const send = (path: string, card: string) =>
    wire.call({
      method: "POST",
      path,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: cardForm(card).toString(),
    });
  return {
    async pay(url, { paying }) {
      if (paying.never) return false;
      const { pathname } = requireLoopback(url);
      if (paying.declinedFirst) await send(pathname, DECLINED_CARD);
      const presses = paying.twice ? 2 : 1;
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const answers = await Promise.all(Array.from({ length: presses }, () => send(pathname, GOOD_CARD)));
        // 303 leads back to the shop; 409 says that it was paid by the other press, or that the page has closed.
        if (answers.some((answer) => answer?.status === 303)) return true;
        if (answers.every((answer) => answer?.status === 409)) return false;
      }
      return false;
    },
    charges: async () =>
      (await desk.charges()).map(({ reference, amount, refunded }) => ({ orderId: reference, amount, refunded })),
    close: () => wire.close(),
  };
}
