"use client";

import type { KeptCart } from "../../../offline/database.ts";
import { backToFormerCart, keepTheCopy, type SharingOutcome } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import styles from "./share-panel.module.css";

interface Props {
  readonly kept: KeptCart | null;
  readonly onChoose: (choice: () => Promise<SharingOutcome<null>>) => void;
}

/** What a device sees that is no member any more: it keeps what it saw last, and is told that this is only a copy. */
export function ShareEnded({ kept, onChoose }: Props) {
  return (
    <div className={styles.notice}>
      <h2 id="share-cart" className={styles.title}>
        {strings.ended.title}
      </h2>
      <p>{strings.ended.text}</p>
      <p className={row.row}>
        <button type="button" className={button.secondary} onClick={() => onChoose(keepTheCopy)}>
          {strings.ended.keep}
        </button>
        {kept ? (
          <button type="button" className={button.quiet} onClick={() => onChoose(backToFormerCart)}>
            {strings.ended.back(kept.count)}
          </button>
        ) : null}
      </p>
    </div>
  );
}
