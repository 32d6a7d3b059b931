"use client";

import { useState } from "react";
import { releases } from "../../strings/admin.ts";
import buttons from "../controls/button.module.css";
import { callOperator } from "./call-operator.ts";

/** Switches the shop to a release that is kept; the page is loaded anew, from the release that is live then. */
export function GoLiveButton({ release }: { readonly release: string }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const goLive = async () => {
    setBusy(true);
    const outcome = await callOperator("switch", { release });
    if (outcome.ok) window.location.reload();
    else setError(outcome.words);
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={buttons.quiet}
        aria-disabled={busy}
        aria-label={releases.goLiveLabel(release)}
        onClick={busy ? undefined : goLive}
      >
        {releases.goLive}
      </button>
      <span role="alert">{error}</span>
    </>
  );
}
