import { BOOT_CHECK_SCRIPT } from "../../boot-check.ts";
import { LOST_SCRIPTS_SCRIPT } from "../../lost-scripts.ts";

/** Belongs first into the head of every document. */
export function BootScripts() {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, named by its hash in the content policy */}
      <script dangerouslySetInnerHTML={{ __html: BOOT_CHECK_SCRIPT }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, named by its hash in the content policy */}
      <script dangerouslySetInnerHTML={{ __html: LOST_SCRIPTS_SCRIPT }} />
    </>
  );
}
