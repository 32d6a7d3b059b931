"use client";

import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import styles from "./share-panel.module.css";

interface Props {
  /** Units in the cart that was kept aside. */
  readonly kept: number;
  readonly onLeave: () => void;
}

export function LeaveCart({ kept, onLeave }: Props) {
  return (
    <div>
      <button type="button" className={button.quiet} onClick={onLeave}>
        {strings.leave}
      </button>
      <p className={styles.note}>{strings.leaveNote(kept)}</p>
    </div>
  );
}
