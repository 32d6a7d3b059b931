"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import { type CheckoutDraft, EMPTY_DRAFT } from "../../../domain/checkout/draft.ts";
import {
  CHECKOUT_STEPS,
  type CheckoutStep,
  firstIncompleteStep,
  mayEnter,
  pathOfStep,
} from "../../../domain/checkout/steps.ts";
import { useDraft } from "../../device/drafts.ts";
import { type LoadedBasket, useBasket } from "../cart/use-basket.ts";

export interface Checkout {
  /** `away`: an earlier step lacks an answer and the shopper is on the way there. */
  readonly state: "loading" | "away" | "empty" | "blocked" | "ready";
  readonly draft: CheckoutDraft;
  /** Changes some answers; calls that follow each other before a render, as autofill makes them, all count. */
  readonly answer: (change: Partial<CheckoutDraft>) => void;
  readonly clearDraft: () => Promise<void>;
  readonly loaded: LoadedBasket;
}

/** One step of the checkout; `held` stops it from leaving while an order is being placed and its cart closes. */
export function useCheckout(step: CheckoutStep, held = false): Checkout {
  const router = useRouter();
  const loaded = useBasket();
  const { value: draft, set, ready, clear: clearDraft } = useDraft<CheckoutDraft>("checkout", EMPTY_DRAFT);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const answer = useCallback(
    (change: Partial<CheckoutDraft>) => {
      latest.current = { ...latest.current, ...change };
      set(latest.current);
    },
    [set],
  );
  const missing = ready && !mayEnter(step, draft) ? firstIncompleteStep(draft) : null;
  const leave = missing && !held ? pathOfStep(missing) : null;

  useEffect(() => {
    if (leave) router.replace(leave);
  }, [leave, router]);

  useEffect(() => {
    // The steps are static, so a checkout that has begun can go on when the signal goes, with or without a worker.
    for (const { path } of CHECKOUT_STEPS) router.prefetch(path);
    router.prefetch("/orders/view");
  }, [router]);

  const state = !ready || loaded.status === "loading" ? "loading" : leave ? "away" : stateOf(loaded);
  return { state, draft, answer, clearDraft, loaded };
}

function stateOf({ basket }: LoadedBasket): Checkout["state"] {
  if (basket.lines.length === 0) return "empty";
  return basket.ready ? "ready" : "blocked";
}
