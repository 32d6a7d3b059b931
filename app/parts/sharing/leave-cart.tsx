"use client";

import { leaveSharedCart } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import styles from "./share-panel.module.css";
import type { Act } from "./use-act.ts";

interface Props {
  readonly cartId: string;
  /** Units in the cart that was kept aside. */
  readonly kept: number;
  readonly act: Act["act"];
}

export function LeaveCart({ cartId, kept, act }: Props) {
  return (
    <div>
      <button type="button" className={button.quiet} onClick={() => void act(() => leaveSharedCart(cartId))}>
        {strings.leave}
      </button>
      <p className={styles.note}>{strings.leaveNote(kept)}</p>
    </div>
  );
}
