"use client";

import { useCallback, useEffect, useState } from "react";
import { isKeptCardAnswer } from "../../offline/answers.ts";
import type { ApiCall } from "../../offline/api-call.ts";
import { onDevice } from "../../offline/database.ts";
import { keptCard, rememberCard } from "../../offline/kept-card.ts";
import type { KeptCardAnswer } from "../../protocol/cards.ts";
import type { Currency } from "../../protocol/money.ts";
import { callAsOwner } from "./shop-calls.ts";

type Card = KeptCardAnswer["card"];

export interface KeptCard {
  readonly card: Card;
  /** Leads to the acquirer's page; false when it could not be opened. */
  readonly keep: (currency: Currency) => Promise<boolean>;
  readonly forget: () => Promise<void>;
}

async function ask(call: ApiCall): Promise<Card | undefined> {
  const outcome = await callAsOwner(call);
  if (outcome.kind !== "done" || !isKeptCardAnswer(outcome.body)) return undefined;
  const { card } = outcome.body;
  await onDevice((db) => rememberCard(db, card));
  return card;
}

async function openPage(currency: Currency): Promise<string | null> {
  const outcome = await callAsOwner({ method: "POST", path: "/api/cards", body: { currency } });
  if (outcome.kind !== "done" || typeof outcome.body !== "object" || outcome.body === null) return null;
  return "url" in outcome.body && typeof outcome.body.url === "string" ? outcome.body.url : null;
}

/** The page's address without what the acquirer added, and the page that the shopper comes back from. */
function takeReturn(): string | null {
  const url = new URL(location.href);
  const page = url.searchParams.get("kept");
  if (page === null) return null;
  url.searchParams.delete("kept");
  history.replaceState(history.state, "", url);
  return page;
}

/** P4: the card that was kept while there was a network, known without one. */
export function useKeptCard(): KeptCard {
  const [card, setCard] = useState<Card>(null);

  useEffect(() => {
    let current = true;
    const show = (next: Card | undefined) => {
      if (current && next !== undefined) setCard(next);
    };
    const start = async () => {
      show(await onDevice(keptCard));
      const page = takeReturn();
      const call: ApiCall =
        page === null
          ? { method: "GET", path: "/api/cards" }
          : { method: "POST", path: "/api/cards/kept", body: { page } };
      show(await ask(call));
    };
    start().catch((error: unknown) => console.info("The kept card is shown as this device last knew it", error));
    return () => {
      current = false;
    };
  }, []);

  const keep = useCallback(async (currency: Currency) => {
    try {
      const url = await openPage(currency);
      if (url !== null) location.assign(url);
      return url !== null;
    } catch (error) {
      console.info("No page for a card could be opened", error);
      return false;
    }
  }, []);
  const forget = useCallback(async () => {
    const after = await ask({ method: "POST", path: "/api/cards/forget", body: {} });
    if (after !== undefined) setCard(after);
  }, []);
  return { card, keep, forget };
}
