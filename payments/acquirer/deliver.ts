import { createHmac } from "node:crypto";
import type { Book } from "./book.ts";

export interface DeliveryDeps {
  readonly book: Book;
  readonly webhookSecret: string;
  readonly url: string;
  readonly now: () => number;
}

export interface Deliveries {
  /** Sends everything that waits, each event as soon as its turn has come. */
  wake(): void;
  /** Resolves when the first try of all that waits now is over, successful or not. */
  tried(): Promise<void>;
  /** While paused nothing leaves; at resume all that waits is sent at once, also what had been refused. */
  pause(paused: boolean): void;
  close(): Promise<void>;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
const MOST_TRIES = 60;
const TRY_TIMEOUT_MS = 5_000;

/** Signs a webhook body as Stripe does: HMAC-SHA256 over `<seconds>.<body>`. */
export function signWebhook(body: string, secret: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

/** Brings events to the shop, each until it answers 2xx, with growing pauses, for about fifty minutes. */
export function startDeliveries(deps: DeliveryDeps): Deliveries {
  const { book } = deps;
  const running = new Map<string, { readonly firstTry: Promise<void>; readonly all: Promise<void> }>();
  const closing = new AbortController();
  let paused = false;
  let hurry = Promise.withResolvers<void>();

  const send = async (body: string): Promise<boolean> => {
    try {
      const response = await fetch(deps.url, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Stripe-Signature": signWebhook(body, deps.webhookSecret, deps.now()),
        },
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TRY_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Unreachable, reset or too slow: the same as a refusal, the event stays in the book and is tried again.
      return false;
    }
  };

  const deliver = async (eventId: string, body: string, tried: () => void) => {
    let delay = FIRST_DELAY_MS;
    for (let count = 0; count < MOST_TRIES && !closing.signal.aborted && !paused; count += 1) {
      const arrived = await send(body);
      tried();
      if (arrived) return book.write({ delivery: { eventId, body, done: true } });
      await Promise.race([pause(delay, closing.signal), hurry.promise]);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
    tried();
  };

  const start = (eventId: string, body: string) => {
    const first = Promise.withResolvers<void>();
    const all = deliver(eventId, body, first.resolve).finally(() => running.delete(eventId));
    running.set(eventId, { firstTry: first.promise, all });
  };

  return {
    wake() {
      if (paused || closing.signal.aborted) return;
      for (const { eventId, body } of book.deliveries.values()) if (!running.has(eventId)) start(eventId, body);
    },
    async tried() {
      await Promise.all([...running.values()].map((entry) => entry.firstTry));
    },
    pause(value) {
      paused = value;
      // Whoever waits for the next try has it now.
      hurry.resolve();
      hurry = Promise.withResolvers();
      this.wake();
    },
    async close() {
      closing.abort();
      await Promise.all([...running.values()].map((entry) => entry.all));
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
