export interface SitemapEntry {
  readonly path: string;
  /** UTC in milliseconds; absent where nothing records when the page last changed. */
  readonly changedAt?: number | null;
}

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

function listed(root: string, item: string, origin: string, entries: readonly SitemapEntry[]): string {
  const items = entries.map(({ path, changedAt }) => {
    const date = changedAt ? `<lastmod>${new Date(changedAt).toISOString()}</lastmod>` : "";
    return `<${item}><loc>${escaped(origin + path)}</loc>${date}</${item}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${items.join("")}</${root}>\n`;
}

/** A sitemap (sitemaps.org 0.9) of these pages of `origin`. */
export function sitemapXml(origin: string, entries: readonly SitemapEntry[]): string {
  return listed("urlset", "url", origin, entries);
}

/** The index of a shop whose sitemap comes in parts. */
export function sitemapIndexXml(origin: string, parts: readonly SitemapEntry[]): string {
  return listed("sitemapindex", "sitemap", origin, parts);
}

export function xmlAnswer(xml: string): Response {
  return new Response(xml, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
