"use client";

import { useEffect, useState } from "react";
import { reloadToSay, takeCleared } from "../../device/clearing/after-reload.ts";
import { clearCopies } from "../../device/clearing/clear-copies.ts";
import { holdUpdates } from "../../device/standstill.ts";
import * as strings from "../../strings/clearing.ts";
import button from "../controls/button.module.css";
import { ReloadButton } from "../controls/reload-button.tsx";
import row from "../controls/row.module.css";
import styles from "./clearing.module.css";
import page from "./diagnostics.module.css";
import { WipeDevice } from "./wipe-device.tsx";

type Step =
  | { readonly kind: "offer" | "working" | "failed" }
  | { readonly kind: "done" | "unreached"; readonly text: string };

const told = (text: string, silentWorker: boolean) => (silentWorker ? `${text} ${strings.silent}` : text);

function wordsOf(step: Step): string {
  switch (step.kind) {
    case "offer":
      return "";
    case "working":
      return strings.working;
    case "failed":
      return strings.failed;
    default:
      return step.text;
  }
}

/** K3 for a shopper: what helps where the copies on this device have gone wrong, and behind a question everything. */
export function ClearCopies() {
  const [step, setStep] = useState<Step>({ kind: "offer" });
  useEffect(() => {
    const taken = takeCleared();
    if (!taken) return;
    const text = taken.cleared === "wiped" ? strings.wiped : strings.done[taken.cleared];
    setStep({ kind: "done", text: told(text, taken.silentWorker) });
  }, []);

  const clear = async () => {
    setStep({ kind: "working" });
    try {
      const { verdict, by } = await holdUpdates(clearCopies());
      const silent = by === "page-for-worker";
      if (verdict === "cleared" || verdict === "kept") reloadToSay(verdict, silent);
      // Without the shop a reload would end at the browser's own error page.
      else setStep({ kind: "unreached", text: told(strings.unreached, silent) });
    } catch (error) {
      console.error("The copies on this device could not be emptied", error);
      setStep({ kind: "failed" });
    }
  };

  const isWorking = step.kind === "working";
  return (
    <section className={page.section} aria-labelledby="clearing">
      <h2 id="clearing" className={page.title}>
        {strings.title}
      </h2>
      <div className={styles.what}>
        <p>{strings.text}</p>
        <p role="status" className={step.kind === "failed" ? styles.failed : styles.said}>
          {wordsOf(step)}
        </p>
        <p className={row.row}>
          <button
            type="button"
            className={button.secondary}
            aria-disabled={isWorking}
            onClick={() => !isWorking && void clear()}
          >
            {strings.act}
          </button>
          {step.kind === "unreached" ? <ReloadButton>{strings.loadAnew}</ReloadButton> : null}
        </p>
        <WipeDevice />
      </div>
    </section>
  );
}
