"use client";

import type { KeptCart } from "../../../offline/database.ts";
import { backToFormerCart, keepTheCopy } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import styles from "./share-panel.module.css";

/** What a device sees that is no member any more: it keeps what it saw last, and is told that this is only a copy. */
export function ShareEnded({ kept }: { readonly kept: KeptCart | null }) {
  return (
    <section className={styles.panel} aria-labelledby="share-ended">
      <div className={styles.notice}>
        <h2 id="share-ended" className={styles.title}>
          {strings.ended.title}
        </h2>
        <p>{strings.ended.text}</p>
        <p className={row.row}>
          <button type="button" className={button.secondary} onClick={() => void keepTheCopy()}>
            {strings.ended.keep}
          </button>
          {kept ? (
            <button type="button" className={button.quiet} onClick={() => void backToFormerCart()}>
              {strings.ended.back(kept.count)}
            </button>
          ) : null}
        </p>
      </div>
    </section>
  );
}
