"use client";

import { useState } from "react";
import type { Invitation, Sharing } from "../../../protocol/sharing.ts";
import { inviteToCart, revokeLink } from "../../device/sharing.ts";
import * as strings from "../../strings/sharing.ts";
import { dayAndTime } from "../../strings/time.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { ShareLink } from "./share-link.tsx";
import styles from "./share-panel.module.css";
import type { Act } from "./use-act.ts";

interface Props {
  /** Null while the cart was never shared. */
  readonly sharing: Sharing | null;
  readonly doing: Act;
  /** The buttons around the link are gone with it. */
  readonly onRevoked: () => void;
}

/** The owner's link: made, shown, and taken back. */
export function OwnLink({ sharing, doing, onRevoked }: Props) {
  const { act, busy, say } = doing;
  const [made, setMade] = useState<Invitation | null>(null);
  const invitation = sharing?.invitation ?? null;
  // Whatever ended the invitation also ended the link that is shown.
  const isOfMade = made?.sharing.cartId === sharing?.cartId && made?.sharing.invitation?.endsAt === invitation?.endsAt;
  const link = invitation && isOfMade ? made : null;

  const invite = () =>
    act(inviteToCart, (value) => {
      setMade(value);
      return strings.made;
    });
  const revoke = async (cartId: string) => {
    const done = await act(
      () => revokeLink(cartId),
      () => strings.revoked,
    );
    if (done) onRevoked();
  };

  return (
    <>
      {link ? <ShareLink secret={link.secret} say={say} /> : null}
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
    </>
  );
}
