import { join } from "node:path";
import { type Journal, openJournal, readJournal } from "./journal.ts";
import { acquirerDir } from "./settings.ts";

/** A Checkout Session as the acquirer keeps it; amounts in minor units, times in seconds since 1970, as Stripe has them. */
export interface Session {
  readonly id: string;
  readonly reference: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly items: readonly { readonly name: string; readonly unitAmount: number; readonly quantity: number }[];
  readonly amountTotal: number;
  readonly email: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly status: "open" | "complete" | "expired";
  readonly paymentIntent: string | null;
  /** For sessions that keep a card instead of taking money: absent until they are complete. */
  readonly setup?: { readonly customer: string; readonly card: string | null };
}

/** A card that a customer keeps for charges they are not there for; how its bank will answer stands for its number. */
export interface KeptCard {
  readonly id: string;
  readonly customer: string;
  readonly last4: string;
  readonly offSession: "pays" | "declines" | "asks";
}

/** A charge without the customer, settled at once. */
export interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly reference: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly outcome: "pays" | "declines" | "asks";
}

export interface Charge {
  readonly id: string;
  readonly sessionId: string;
  readonly reference: string | null;
  readonly currency: string;
  readonly amount: number;
  /** Nothing else of the card is kept. */
  readonly last4: string;
  readonly created: number;
  readonly paymentIntent: string;
}

/** All of a charge, given back. */
export interface Refund {
  readonly id: string;
  readonly chargeId: string;
  readonly created: number;
}

/** The first answer to an idempotency key: `hash` is over the request's parameters. */
export interface KeptKey {
  readonly key: string;
  readonly hash: string;
  /** Of the session or the intent that it made. */
  readonly sessionId: string;
}

export interface Delivery {
  readonly eventId: string;
  readonly body: string;
  readonly done: boolean;
}

/** What changes together; one entry is one line of the journal, so all of it happens or none. */
export interface Entry {
  readonly session?: Session;
  readonly card?: KeptCard;
  readonly intent?: Intent;
  readonly charge?: Charge;
  readonly refund?: Refund;
  readonly key?: KeptKey;
  readonly delivery?: Delivery;
}

/** Everything the local acquirer knows. Changes show in memory at once; `write` resolves when they are on the disk. */
export interface Book {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly cards: ReadonlyMap<string, KeptCard>;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly charges: readonly Charge[];
  /** By the id of the charge. */
  readonly refunds: ReadonlyMap<string, Refund>;
  readonly keys: ReadonlyMap<string, KeptKey>;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  write(entry: Entry): Promise<void>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openBook(dataDir: string): Promise<Book> {
  const file = join(acquirerDir(dataDir), "journal.jsonl");
  const sessions = new Map<string, Session>();
  const cards = new Map<string, KeptCard>();
  const intents = new Map<string, Intent>();
  const charges: Charge[] = [];
  const refunds = new Map<string, Refund>();
  const keys = new Map<string, KeptKey>();
  const deliveries = new Map<string, Delivery>();
  const apply = (entry: Entry) => {
    if (entry.session) sessions.set(entry.session.id, entry.session);
    if (entry.card) cards.set(entry.card.id, entry.card);
    if (entry.intent) intents.set(entry.intent.id, entry.intent);
    if (entry.charge) charges.push(entry.charge);
    if (entry.refund) refunds.set(entry.refund.chargeId, entry.refund);
    if (entry.key) keys.set(entry.key.key, entry.key);
    if (entry.delivery?.done) deliveries.delete(entry.delivery.eventId);
    else if (entry.delivery) deliveries.set(entry.delivery.eventId, entry.delivery);
  };
  for (const entry of await readJournal<Entry>(file)) apply(entry);
  const journal: Journal<Entry> = await openJournal(file, [
    ...[...sessions.values()].map((session) => ({ session })),
    ...[...cards.values()].map((card) => ({ card })),
    ...[...intents.values()].map((intent) => ({ intent })),
    ...charges.map((charge) => ({ charge })),
    ...[...refunds.values()].map((refund) => ({ refund })),
    ...[...keys.values()].map((key) => ({ key })),
    ...[...deliveries.values()].map((delivery) => ({ delivery })),
  ]);
  return {
    sessions,
    cards,
    intents,
    charges,
    refunds,
    keys,
    deliveries,
    write(entry) {
      apply(entry);
      return journal.append(entry);
    },
    settled: () => journal.settled(),
    close: () => journal.close(),
  };
}
