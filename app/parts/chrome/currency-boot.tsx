import { CURRENCY_SCRIPT, CURRENCY_STYLE } from "../../currency.ts";

/** Belongs into the head of every document. */
export function CurrencyBoot() {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, and React would escape its quotes */}
      <style dangerouslySetInnerHTML={{ __html: CURRENCY_STYLE }} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, named by its hash in the content policy */}
      <script dangerouslySetInnerHTML={{ __html: CURRENCY_SCRIPT }} />
    </>
  );
}
