export interface Thing {
  readonly "@type": string;
  readonly [property: string]: unknown;
}

/** What the page is about, for machines (schema.org as JSON-LD). */
export function JsonLd({ things }: { readonly things: readonly Thing[] }) {
  const document = { "@context": "https://schema.org", "@graph": things };
  // A "<" could end the script element early.
  return <script type="application/ld+json">{JSON.stringify(document).replaceAll("<", "\\u003c")}</script>;
}
