"use client";

import type { Sharing } from "../../../protocol/sharing.ts";
import { orderWasTold } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import { ago } from "../../strings/time.ts";
import button from "../controls/button.module.css";
import styles from "./share-panel.module.css";

/** Says who else has ordered from the cart, until that was read. */
export function OrderedNotice({ sharing, told }: { readonly sharing: Sharing; readonly told: string | null }) {
  const { ordered, members } = sharing;
  const by = members.find(({ id }) => id === ordered?.by) ?? null;
  const news = ordered && ordered.at !== told && !by?.you ? ordered : null;
  return (
    <div role="status">
      {news ? (
        <div className={styles.notice}>
          <p>{strings.ordered.text(by && strings.memberName(by.label), ago(Date.parse(news.at), Date.now()))}</p>
          <button type="button" className={button.quiet} onClick={() => void orderWasTold(news.at)}>
            {strings.ordered.seen}
          </button>
        </div>
      ) : null}
    </div>
  );
}
