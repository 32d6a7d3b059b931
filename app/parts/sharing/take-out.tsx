"use client";

import { useEffect, useRef } from "react";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import styles from "./share-panel.module.css";

interface Props {
  readonly name: string;
  readonly onTakeOut: () => void;
  readonly onKeep: () => void;
}

/** Asks before a member is taken out, and says what that means. */
export function TakeOut({ name, onTakeOut, onKeep }: Props) {
  const sure = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone, and this one is what it led to.
  useEffect(() => sure.current?.focus(), []);
  return (
    <div className={styles.sure}>
      <p className={styles.note}>{strings.removeSure(name)}</p>
      <p className={row.row}>
        <button ref={sure} type="button" className={button.secondary} onClick={onTakeOut}>
          {strings.removeNamed(name)}
        </button>
        <button type="button" className={button.quiet} onClick={onKeep}>
          {strings.keepMember}
        </button>
      </p>
    </div>
  );
}
