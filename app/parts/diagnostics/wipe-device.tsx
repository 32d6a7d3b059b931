"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { reloadToSay } from "../../device/clearing/after-reload.ts";
import { type Wiped, wipeDevice } from "../../device/clearing/wipe.ts";
import { holdUpdates } from "../../device/standstill.ts";
import * as strings from "../../strings/clearing.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import styles from "./clearing.module.css";

type Step =
  | { readonly kind: "offer" | "asks" | "working" | "failed" }
  | { readonly kind: "refused"; readonly wiped: Wiped };

function Refusal({ wiped: { verdict, left } }: { readonly wiped: Wiped }) {
  if (verdict === "kept") {
    return (
      <>
        {strings.newest} <ShopLink href="/forget">{strings.forget}</ShopLink>.
      </>
    );
  }
  const words = {
    "not-flushed": left === 0 ? strings.cartUnsent : strings.waits(left),
    unreached: strings.wipeUnreached(left),
  };
  return (
    <>
      {verdict === "cleared" ? null : words[verdict]}
      {left > 0 ? (
        <>
          {" "}
          <ShopLink href="/waiting">{strings.see}</ShopLink>.
        </>
      ) : null}
    </>
  );
}

function sayingOf(step: Step): ReactNode {
  if (step.kind === "working") return strings.wiping;
  if (step.kind === "failed") return strings.failed;
  return step.kind === "refused" ? <Refusal wiped={step.wiped} /> : null;
}

/** K3: everything on the device goes only at a confirmed word, and once the shop has what only the device had. */
export function WipeDevice() {
  const [step, setStep] = useState<Step>({ kind: "offer" });
  const question = useRef<HTMLHeadingElement>(null);
  const offer = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (step.kind === "asks") question.current?.focus();
    // The question is gone, and with it the button that had the focus.
    else if (wasAsked.current) offer.current?.focus();
    wasAsked.current = step.kind === "asks";
  }, [step]);

  const wipe = async () => {
    setStep({ kind: "working" });
    try {
      const wiped = await holdUpdates(wipeDevice());
      if (wiped.verdict === "cleared") reloadToSay("wiped");
      else setStep({ kind: "refused", wiped });
    } catch (error) {
      console.error("The device could not be wiped", error);
      setStep({ kind: "failed" });
    }
  };

  return (
    <>
      <p role="status" className={step.kind === "failed" ? styles.failed : styles.said}>
        {sayingOf(step)}
      </p>
      {step.kind === "asks" ? (
        <section className={styles.question} aria-labelledby="wipe">
          <h3 id="wipe" ref={question} tabIndex={-1}>
            {strings.wipeTitle}
          </h3>
          <p>{strings.wipeText}</p>
          <p className={row.row}>
            <button type="button" className={button.primary} onClick={() => void wipe()}>
              {strings.wipeAct}
            </button>
            <button type="button" className={button.secondary} onClick={() => setStep({ kind: "offer" })}>
              {strings.keep}
            </button>
          </p>
        </section>
      ) : (
        <p>
          <button
            type="button"
            ref={offer}
            className={button.quiet}
            aria-disabled={step.kind === "working"}
            onClick={() => step.kind !== "working" && setStep({ kind: "asks" })}
          >
            {strings.wipe}
          </button>
        </p>
      )}
    </>
  );
}
