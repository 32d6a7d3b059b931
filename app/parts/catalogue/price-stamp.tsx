import { PriceWatch } from "./price-watch.tsx";

const MINUTE_MS = 60_000;

/** To the minute, so that a page that did not change keeps its bytes and its ETag for as long. */
export function madeAt(): string {
  return new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
}

/**
 * Which price version this page was made from (P1), and when; React lifts the tag into the head and takes it away on
 * navigation.
 */
export function PriceStamp({ version }: { readonly version: number }) {
  return (
    <>
      <meta name="price-version" content={String(version)} />
      <PriceWatch version={version} at={madeAt()} />
    </>
  );
}
