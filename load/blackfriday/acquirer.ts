import { localAcquirerOrigin, localAcquirerSettings } from "../../payments/acquirer/settings.ts";
import { requireLoopback } from "../lib/loopback.ts";
import { openWire, type Wire } from "../lib/wire.ts";
import type { Charge } from "./judge.ts";
import type { BuyerPlan } from "./plan.ts";

const GOOD_CARD = "4242 4242 4242 4242";
const DECLINED_CARD = "4000 0000 0000 0002";
const MOST_TRIES = 5;

/** The test acquirer of a data directory, as buyers and as an auditor see it. */
export interface TestAcquirer {
  readonly pay: (url: string, plan: BuyerPlan) => Promise<boolean>;
  charges(): Promise<Charge[]>;
  close(): void;
}

const cardForm = (number: string) => new URLSearchParams({ number, expiry: "12/49", cvc: "123" }).toString();

export function openTestAcquirer(dataDir: string): TestAcquirer {
  const origin = localAcquirerOrigin(dataDir);
  if (origin === null) throw new Error(`no test acquirer was ever started in ${dataDir}`);
  const wire = openWire(requireLoopback(origin), 64);
  const send = (path: string, card: string) =>
    wire.call({
      method: "POST",
      path,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: cardForm(card),
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
    charges: () => readCharges(wire, localAcquirerSettings(dataDir).controlSecret),
    close: () => wire.close(),
  };
}

async function readCharges(wire: Wire, secret: string): Promise<Charge[]> {
  const answer = await wire.call({
    method: "GET",
    path: "/_control/charges",
    headers: { Authorization: `Bearer ${secret}` },
  });
  if (answer?.status !== 200) throw new Error(`the acquirer tells no charges: ${answer?.status ?? "no answer"}`);
  const { charges } = JSON.parse(answer.body) as {
    charges: { reference: string | null; amount: number; refunded: boolean }[];
  };
  return charges.map(({ reference, amount, refunded }) => ({ orderId: reference, amount, refunded }));
}
