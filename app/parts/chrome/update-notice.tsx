"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { acceptUpdate, dismissUpdate, movedTo, offer, UPDATE_MARK } from "../../device/updates/engine.ts";
import * as strings from "../../strings/updates.ts";
import button from "../controls/button.module.css";
import styles from "./notices.module.css";

const WORDS = { none: null, offer: strings.offer, busy: strings.busy, manual: strings.stuck } as const;

function useMoves(): void {
  const path = usePathname();
  const last = useRef(path);
  useEffect(() => {
    if (path === last.current) return;
    last.current = path;
    movedTo(path);
  }, [path]);
}

/** Offers a new version without being in the way (R5): it is announced once, takes no focus and no place from the page. */
export function UpdateNotice() {
  useMoves();
  const shown = useSyncExternalStore(offer.subscribe, offer.get, () => "none" as const);
  const words = WORDS[shown];
  return (
    <section
      className={words ? styles.notice : undefined}
      aria-label={words ? strings.region : undefined}
      {...{ [UPDATE_MARK]: shown }}
    >
      {/* Stands here before it has anything to say, or nobody would hear it. */}
      <div role="status">
        {words ? (
          <>
            <p className={styles.title}>{strings.title}</p>
            <p className={styles.words}>{words}</p>
          </>
        ) : null}
      </div>
      {shown === "offer" ? (
        <div className={styles.answers}>
          <button type="button" className={button.primary} onClick={acceptUpdate}>
            {strings.accept}
          </button>
          <button type="button" className={button.quiet} onClick={dismissUpdate}>
            {strings.dismiss}
          </button>
        </div>
      ) : null}
      {shown === "manual" ? (
        <div className={styles.answers}>
          <button type="button" className={button.primary} onClick={acceptUpdate}>
            {strings.reload}
          </button>
        </div>
      ) : null}
    </section>
  );
}
