"use client";

import { useEffect, useRef, useState } from "react";
import type { DeviceShare } from "../../../offline/shared-cart.ts";
import type { Invitation } from "../../../protocol/sharing.ts";
import { inviteToCart, revokeLink, useFreshSharing } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import { dayAndTime } from "../../strings/time.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { LeaveCart } from "./leave-cart.tsx";
import { MemberList } from "./member-list.tsx";
import { OrderedNotice } from "./ordered-notice.tsx";
import { ShareEnded } from "./share-ended.tsx";
import { ShareLink } from "./share-link.tsx";
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
  const [made, setMade] = useState<Invitation | null>(null);
  const { act, busy, said, failed, say } = useAct();
  const sharing = device?.stands ? device.share.sharing : null;
  useFreshSharing(sharing?.cartId ?? null);

  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);

  if (device && !device.stands) return <ShareEnded kept={device.share.kept} />;
  const isOwner = !sharing || sharing.role === "owner";
  const invitation = sharing?.invitation ?? null;
  // Whatever ended the invitation also ended the link that is shown.
  const link = invitation && made?.sharing.cartId === sharing?.cartId ? made : null;

  const invite = () =>
    act(inviteToCart, (value) => {
      setMade(value);
      return null;
    });
  const revoke = async (cartId: string) => {
    await act(
      () => revokeLink(cartId),
      () => strings.revoked,
    );
    // The buttons around the link are gone with it.
    heading.current?.focus();
  };

  return (
    <section className={styles.panel} aria-labelledby="share-cart">
      <h2 id="share-cart" ref={heading} tabIndex={-1} className={styles.title}>
        {isOwner ? strings.title : strings.sharedTitle}
      </h2>
      {device && sharing ? <OrderedNotice sharing={sharing} told={device.share.told} /> : null}
      {sharing ? null : <p>{strings.lead}</p>}
      <div className={styles.columns}>
        {isOwner ? (
          <div className={styles.part}>
            {link && invitation ? <ShareLink secret={link.secret} say={say} /> : null}
            {invitation ? (
              <p className={styles.note}>{strings.linkUntil(dayAndTime(invitation.endsAt), invitation.usesLeft)}</p>
            ) : null}
            {invitation && !link ? <p className={styles.note}>{strings.anotherNote}</p> : null}
            <p className={row.row}>
              {link ? null : (
                <button
                  type="button"
                  className={sharing ? button.secondary : button.primary}
                  aria-disabled={busy}
                  onClick={() => void invite()}
                >
                  {invitation ? strings.makeAnother : strings.makeLink}
                </button>
              )}
              {sharing && invitation ? (
                <button type="button" className={button.quiet} onClick={() => void revoke(sharing.cartId)}>
                  {strings.revoke}
                </button>
              ) : null}
            </p>
          </div>
        ) : null}
        {sharing && sharing.members.length > 0 ? (
          <div className={styles.part}>
            <MemberList sharing={sharing} act={act} onRemoved={() => heading.current?.focus()} />
            {sharing.role === "member" ? (
              <LeaveCart cartId={sharing.cartId} kept={device?.share.kept?.count ?? 0} act={act} />
            ) : null}
          </div>
        ) : null}
      </div>
      <p role="status" className={failed ? styles.failed : styles.said}>
        {said}
      </p>
    </section>
  );
}
