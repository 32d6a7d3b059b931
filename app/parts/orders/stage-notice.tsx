"use client";

import type { LocalOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import { dayAndTime } from "../../strings/time.ts";
import { stageOf } from "./stage.ts";
import styles from "./stage-notice.module.css";

const TONES = {
  waiting: "waiting",
  "waiting-retry": "waiting",
  "waiting-update": "waiting",
  sending: "waiting",
  pay: "loud",
  placed: "good",
  "needs-you": "trouble",
  rejected: "trouble",
  cancelling: "waiting",
  cancelled: "still",
  expired: "still",
} as const;

/** Why the kept card was not charged, where that is the last that was heard of it. */
function refusedCard(order: LocalOrder["order"]): keyof typeof strings.refusedCards | null {
  const last = order?.events.at(-1)?.kind;
  return last === "card-declined" || last === "second-step" ? last : null;
}

/** The state in one heading and one sentence, spoken when it changes. */
export function StageNotice({ local }: { readonly local: LocalOrder }) {
  const stage = stageOf(local);
  const { title, text } = strings.stages[stage];
  const { order } = local;
  const held = stage === "pay" && order?.payment.reservedUntil;
  const refused = stage === "pay" ? refusedCard(order) : null;
  return (
    <div className={`${styles.notice} ${styles[TONES[stage]]}`}>
      <p className={styles.number}>
        {order ? `${strings.number(order.number)} · ` : null}
        {strings.made(dayAndTime(local.createdAt))}
      </p>
      <div role="status" className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.text}>
          {text} {held ? strings.reservedUntil(dayAndTime(held)) : null}
        </p>
        {stage === "rejected" && local.problem?.detail ? <p className={styles.text}>{local.problem.detail}</p> : null}
        {refused ? <p>{strings.refusedCards[refused]}</p> : null}
        {stage === "pay" && order?.payment.status === "failed" ? <p>{strings.paymentFailed}</p> : null}
      </div>
    </div>
  );
}
