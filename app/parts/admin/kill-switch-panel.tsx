"use client";

import { useState } from "react";
import type { KillSwitches } from "../../../protocol/operator.ts";
import { AT_ONCE_MARK } from "../../device/updates/fields.ts";
import * as strings from "../../strings/admin.ts";
import { callOperator } from "./call-operator.ts";
import styles from "./panel.module.css";

const NAMES = ["flag", "manifestGone", "safetyWorker"] as const satisfies readonly (keyof KillSwitches)[];

export function KillSwitchPanel({ kill }: { readonly kill: KillSwitches }) {
  const [state, setState] = useState(kill);
  const [told, setTold] = useState("");
  const set = async (name: keyof KillSwitches, on: boolean) => {
    setState((before) => ({ ...before, [name]: on }));
    const outcome = await callOperator("kill", { [name]: on });
    if (!outcome.ok) setState((before) => ({ ...before, [name]: !on }));
    setTold(outcome.ok ? strings.kill.saved(strings.kill.switches[name].name, on) : outcome.words);
  };
  return (
    <section className={styles.panel} aria-labelledby="kill">
      <h2 id="kill">{strings.kill.title}</h2>
      <p className={styles.lead}>{strings.kill.lead}</p>
      <div className={styles.switches}>
        {NAMES.map((name) => (
          <div key={name} className={styles.switch}>
            <input
              type="checkbox"
              {...{ [AT_ONCE_MARK]: "" }}
              id={`kill-${name}`}
              checked={state[name]}
              aria-describedby={`kill-${name}-hint`}
              onChange={(event) => void set(name, event.target.checked)}
            />
            <label htmlFor={`kill-${name}`} className={styles.name}>
              {strings.kill.switches[name].name}
            </label>
            <p id={`kill-${name}-hint`} className={styles.hint}>
              {strings.kill.switches[name].hint}
            </p>
          </div>
        ))}
      </div>
      <p role="status" className={styles.told}>
        {told}
      </p>
    </section>
  );
}
