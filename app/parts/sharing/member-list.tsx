"use client";

import { useState } from "react";
import type { CartMember, Sharing } from "../../../protocol/sharing.ts";
import { takeOut } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import styles from "./share-panel.module.css";
import { TakeOut } from "./take-out.tsx";
import type { Act } from "./use-act.ts";

interface Props {
  readonly sharing: Sharing;
  /** The others who look at the cart now. */
  readonly looking: readonly string[];
  readonly act: Act["act"];
  /** The button that was pressed is gone. */
  readonly onAnswered: () => void;
}

function whoIs({ you, role }: CartMember): string {
  return [you ? strings.you : null, role === "owner" ? strings.owner : null]
    .filter((words) => words !== null)
    .join(", ");
}

export function MemberList({ sharing, looking, act, onAnswered }: Props) {
  const [asked, setAsked] = useState<string | null>(null);
  const close = () => {
    setAsked(null);
    onAnswered();
  };
  const remove = async ({ id, label }: CartMember) => {
    const done = await act(
      () => takeOut(sharing.cartId, id),
      () => strings.removed(strings.memberName(label)),
    );
    if (done) close();
  };
  return (
    <>
      <h3 id="cart-members" className={styles.subtitle}>
        {strings.members}
      </h3>
      <ul className={styles.members} aria-labelledby="cart-members">
        {sharing.members.map((member) => {
          const name = strings.memberName(member.label);
          return (
            <li key={member.id} className={styles.member}>
              <span>
                {name} <span className={styles.who}>{whoIs(member)}</span>
                {looking.includes(member.label) ? <span className={styles.looking}>{strings.looking}</span> : null}
              </span>
              {sharing.role === "owner" && !member.you && asked !== member.id ? (
                <button
                  type="button"
                  className={button.quiet}
                  aria-label={strings.removeNamed(name)}
                  onClick={() => setAsked(member.id)}
                >
                  {strings.remove}
                </button>
              ) : null}
              {asked === member.id ? (
                <TakeOut name={name} onTakeOut={() => void remove(member)} onKeep={close} />
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}
