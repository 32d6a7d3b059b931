"use client";

import { useEffect, useRef, useState } from "react";
import { forgetDevice } from "../../device/forget.ts";
import * as strings from "../../strings/forget.ts";
import { PageHead } from "../chrome/page-head.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { WhenReady } from "../controls/when-ready.tsx";
import styles from "./forget-device.module.css";

type Step =
  | { readonly kind: "offer" | "working" | "done" | "failed" }
  | { readonly kind: "asks"; readonly unsent: number };

/** Set by the reload that leaves behind what this page itself still holds. */
const DONE = "#done";

export function ForgetDevice() {
  const [step, setStep] = useState<Step>({ kind: "offer" });
  const question = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (window.location.hash === DONE) setStep({ kind: "done" });
  }, []);

  useEffect(() => {
    if (step.kind === "asks") question.current?.focus();
  }, [step]);

  const forget = async (evenUnsent: boolean) => {
    setStep({ kind: "working" });
    try {
      const result = await forgetDevice({ evenUnsent });
      if (result.kind === "asks") return setStep(result);
      window.location.hash = DONE;
      window.location.reload();
    } catch (error) {
      console.error("The device could not be forgotten", error);
      setStep({ kind: "failed" });
    }
  };

  if (step.kind === "done") {
    return (
      <>
        <PageHead title={strings.doneTitle}>{strings.doneText}</PageHead>
        <p className={row.row}>
          <ShopLink href="/" className={button.primary}>
            {strings.home}
          </ShopLink>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHead title={strings.title}>{strings.lead}</PageHead>
      <p className={styles.what}>{strings.what}</p>
      <p role="status" className={step.kind === "failed" ? styles.failed : "visually-hidden"}>
        {step.kind === "working" ? strings.working : step.kind === "failed" ? strings.failed : ""}
      </p>
      {step.kind === "asks" ? (
        <section className={styles.question} aria-labelledby="unsent">
          <h2 id="unsent" ref={question} tabIndex={-1}>
            {strings.unsentTitle(step.unsent)}
          </h2>
          <p>{strings.unsentText}</p>
          <p className={row.row}>
            <ShopLink href="/orders" className={button.primary}>
              {strings.look}
            </ShopLink>
            <button type="button" className={button.secondary} onClick={() => void forget(true)}>
              {strings.evenSo}
            </button>
            <button type="button" className={button.quiet} onClick={() => setStep({ kind: "offer" })}>
              {strings.keep}
            </button>
          </p>
        </section>
      ) : (
        <WhenReady>
          <p className={row.row}>
            <button
              type="button"
              className={button.primary}
              aria-disabled={step.kind === "working"}
              onClick={() => step.kind !== "working" && void forget(false)}
            >
              {strings.act}
            </button>
          </p>
        </WhenReady>
      )}
    </>
  );
}
