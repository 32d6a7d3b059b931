"use client";

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
        <button type="button" className={button.primary} onClick={copy}>
          {strings.copy}
        </button>
      </p>
    </div>
  );
}
