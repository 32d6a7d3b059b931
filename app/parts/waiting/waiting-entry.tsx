"use client";

import { useEffect, useId, useRef, useState } from "react";
import type { OutboxEntry } from "../../../offline/outbox-entry.ts";
import type { Reach } from "../../device/connection.ts";
import { clock, clockAndAge } from "../../strings/clock.ts";
import { ago } from "../../strings/time.ts";
import * as strings from "../../strings/waiting.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import type { AboutEntry } from "./about-entry.ts";
import styles from "./waiting-entry.module.css";
import { type NextTry, stateOfEntry, type WaitingState } from "./waiting-stage.ts";

interface Props {
  readonly entry: OutboxEntry;
  readonly about: AboutEntry;
  readonly reach: Reach;
  readonly now: number;
  readonly onRetry: () => void;
  readonly onCallOff: () => void;
}

function nextWords(next: NextTry, now: number): string {
  return typeof next === "number" ? strings.next.at(clock(next, now)) : strings.next[next];
}

function whyWords(entry: OutboxEntry, { stage }: WaitingState): string {
  if (stage !== "needs-you" || !entry.problem) return strings.why[stage];
  return strings.refusals[entry.problem.code] ?? `${strings.why[stage]} ${entry.problem.detail ?? ""}`.trim();
}

/** One thing that waits, why it does, and what the shopper can do about it. */
export function WaitingEntry({ entry, about, reach, now, onRetry, onCallOff }: Props) {
  const [asks, setAsks] = useState(false);
  const heading = useId();
  const question = useRef<HTMLParagraphElement>(null);
  const doNot = useRef<HTMLButtonElement>(null);
  const state = stateOfEntry(entry, reach, now);
  const { stage, consequence } = state;
  const facts = [
    [strings.facts.why, whyWords(entry, state)],
    [strings.facts.since, clockAndAge(entry.createdAt, now)],
    [strings.facts.tried, strings.tried(entry.attempts, ago(entry.lastTriedAt, now))],
    [strings.facts.next, nextWords(state.next, now)],
  ] as const;

  useEffect(() => {
    if (asks) question.current?.focus();
  }, [asks]);

  const keep = () => {
    setAsks(false);
    doNot.current?.focus();
  };

  return (
    <li className={stage === "needs-you" ? styles.trouble : styles.entry}>
      <div className={styles.words}>
        <h2 id={heading} className={styles.title}>
          {about.title}
        </h2>
        {about.detail ? <p className={styles.detail}>{about.detail}</p> : null}
        {about.sum ? <p className="numbers">{about.sum}</p> : null}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, words]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd className="numbers">{words}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.choices}>
        {state.mayRetry ? (
          <button type="button" className={button.secondary} aria-describedby={heading} onClick={onRetry}>
            {strings.tryNow}
          </button>
        ) : null}
        {stage === "update" ? (
          <button type="button" className={button.secondary} onClick={() => location.reload()}>
            {strings.reload}
          </button>
        ) : null}
        {about.orderKey ? (
          <ShopLink href={`/orders/view?key=${encodeURIComponent(about.orderKey)}`}>{strings.openOrder}</ShopLink>
        ) : null}
        {entry.kind === "cart-sync" ? <ShopLink href="/cart">{strings.openCart}</ShopLink> : null}
        {consequence ? (
          <button
            ref={doNot}
            type="button"
            className={button.quiet}
            aria-expanded={asks}
            aria-describedby={heading}
            onClick={() => setAsks(!asks)}
          >
            {strings.doNotSend}
          </button>
        ) : null}
      </div>
      {asks && consequence ? (
        <div className={styles.question}>
          <p ref={question} tabIndex={-1}>
            {strings.consequences[consequence].text}
          </p>
          <p className={styles.choices}>
            <button type="button" className={button.secondary} onClick={onCallOff}>
              {strings.consequences[consequence].act}
            </button>
            <button type="button" className={button.quiet} onClick={keep}>
              {strings.keep}
            </button>
          </p>
        </div>
      ) : null}
    </li>
  );
}
