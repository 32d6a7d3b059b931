/** Which price version this page was made from (P1); React lifts the tag into the head and takes it away on navigation. */
export function PriceStamp({ version }: { readonly version: number }) {
  return <meta name="price-version" content={String(version)} />;
}
