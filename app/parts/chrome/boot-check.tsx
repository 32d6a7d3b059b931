import { BOOT_CHECK_SCRIPT } from "../../boot-check.ts";

/** Belongs first into the head of every document. */
export function BootCheck() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, named by its hash in the content policy
  return <script dangerouslySetInnerHTML={{ __html: BOOT_CHECK_SCRIPT }} />;
}
