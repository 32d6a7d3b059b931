import { EARLY_TAPS_SCRIPT } from "./early-taps.ts";

/** Stands before the button that it listens for. */
export function TapRecorder() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, named by its hash in the content policy
  return <script dangerouslySetInnerHTML={{ __html: EARLY_TAPS_SCRIPT }} />;
}
