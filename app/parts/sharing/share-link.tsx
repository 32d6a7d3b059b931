"use client";

import { useEffect, useRef } from "react";
import { BASE_PATH } from "../../device/base-path.ts";
import * as strings from "../../strings/sharing.ts";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { QrCode } from "./qr-code.tsx";
import styles from "./share-panel.module.css";

/** The secret stands behind the `#`, which browsers send to no server and in no referrer (RFC 9110, 4.2.4 and 10.1.3). */
function linkOf(secret: string): string {
  return `${window.location.origin}${BASE_PATH}/join#${secret}`;
}

export function ShareLink({ secret, say }: { readonly secret: string; readonly say: (words: string) => void }) {
  const link = linkOf(secret);
  const first = useRef<HTMLButtonElement>(null);
  // The button that was pressed has given its place to the link.
  useEffect(() => first.current?.focus(), []);
  const copy = () => {
    // Absent outside of secure contexts.
    const copied = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => say(strings.copied),
      (error: unknown) => {
        console.info("The link could not be copied", error);
        say(strings.copyFailed);
      },
    );
  };
  const send = () => {
    navigator.share({ title: strings.sendTitle, url: link }).catch((error: unknown) => {
      // Who closes the list of apps has changed their mind.
      if (error instanceof DOMException && error.name === "AbortError") return;
      console.info("The link could not be sent", error);
      say(strings.copyFailed);
    });
  };
  // Most computers have no list of apps to send something with.
  const canSend = "share" in navigator;
  return (
    <div className={styles.link}>
      <QrCode text={link} label={strings.qrName} />
      <label className={styles.label}>
        {strings.linkName}
        <input
          type="text"
          readOnly
          className={styles.field}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <p className={row.row}>
        {canSend ? (
          <button ref={first} type="button" className={button.primary} onClick={send}>
            {strings.send}
          </button>
        ) : null}
        <button
          ref={canSend ? undefined : first}
          type="button"
          className={canSend ? button.secondary : button.primary}
          onClick={copy}
        >
          {strings.copy}
        </button>
      </p>
    </div>
  );
}
