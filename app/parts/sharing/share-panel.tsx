"use client";

import { useEffect, useRef, useState } from "react";
import type { DeviceShare } from "../../../offline/shared-cart.ts";
import { useConnection } from "../../device/connection.ts";
import { useLooking } from "../../device/looking.ts";
import { usePeers } from "../../device/peers/use-peers.ts";
import { leaveSharedCart, type SharingOutcome, useFreshSharing } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import { LeaveCart } from "./leave-cart.tsx";
import { MemberList } from "./member-list.tsx";
import { OrderedNotice } from "./ordered-notice.tsx";
import { OwnLink } from "./own-link.tsx";
import { ShareEnded } from "./share-ended.tsx";
import styles from "./share-panel.module.css";
import { useAct } from "./use-act.ts";

export interface SharePanelProps {
  readonly device: DeviceShare | null;
  /** Whether the shopper has just asked for it. */
  readonly focus: boolean;
}

/** How this cart is shared, and what its owner and its members can do about that (Y4). */
export function SharePanel({ device, focus }: SharePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Counts what has taken away the button that was pressed.
  const [turns, setTurns] = useState(0);
  const { online } = useConnection();
  const doing = useAct();
  const sharing = device?.stands ? device.share.sharing : null;
  const ended = device !== null && sharing === null;
  const isOwner = sharing?.role !== "member";
  const looking = useLooking();
  useFreshSharing(sharing?.cartId ?? null, looking);
  usePeers(sharing);

  useEffect(() => {
    if (focus || turns > 0) heading.current?.focus();
  }, [focus, turns]);

  const turn = () => setTurns((before) => before + 1);
  const choose = async (choice: () => Promise<SharingOutcome<null>>, said: string) => {
    if (await doing.act(choice, () => said)) turn();
  };

  const members = sharing?.members.length ? (
    <MemberList sharing={sharing} looking={looking} act={doing.act} onAnswered={turn} />
  ) : null;

  return (
    <section className={styles.panel} aria-labelledby="share-cart">
      {ended ? null : (
        <>
          <h2 id="share-cart" ref={heading} tabIndex={-1} className={styles.title}>
            {isOwner ? strings.title : strings.sharedTitle}
          </h2>
          {sharing ? <OrderedNotice sharing={sharing} told={device?.share.told ?? null} /> : <p>{strings.lead}</p>}
          {online ? null : <p className={styles.note}>{strings.needsShop}</p>}
        </>
      )}
      <div className={styles.columns}>
        <div className={styles.part}>
          {ended ? (
            <ShareEnded kept={device.share.kept} onChoose={(choice) => void choose(choice, strings.ended.chosen)} />
          ) : null}
          {isOwner && !ended ? <OwnLink sharing={sharing} doing={doing} onRevoked={turn} /> : null}
          {sharing?.role === "member" ? (
            <>
              {members}
              <LeaveCart
                kept={device?.share.kept?.count ?? 0}
                onLeave={() => void choose(() => leaveSharedCart(sharing.cartId), strings.left)}
              />
            </>
          ) : null}
          <p role="status" className={doing.failed ? styles.failed : styles.said}>
            {doing.said || (ended ? <span className="visually-hidden">{strings.ended.title}</span> : "")}
          </p>
        </div>
        {isOwner && members ? <div className={styles.part}>{members}</div> : null}
      </div>
    </section>
  );
}
