import { shop } from "../../shop.config.ts";
import { home } from "../strings/catalogue.ts";
import type { Thing } from "./json-ld.tsx";

/** The house behind the shop, and its search, for the home page. */
export function shopThings(origin: string): Thing[] {
  const organization = { "@id": `${origin}/#organization` };
  return [
    {
      "@type": "Organization",
      ...organization,
      name: shop.name,
      url: `${origin}/`,
      logo: `${origin}/icons/icon-512.png`,
      email: shop.email,
      description: shop.description,
    },
    {
      "@type": "WebSite",
      "@id": `${origin}/#website`,
      name: shop.name,
      url: `${origin}/`,
      inLanguage: shop.locale,
      publisher: organization,
      potentialAction: {
        "@type": "SearchAction",
        target: { "@type": "EntryPoint", urlTemplate: `${origin}/search?q={search_term_string}` },
        "query-input": "required name=search_term_string",
      },
    },
  ];
}

/** The way from the home page to this one, itself last. */
export function breadcrumbThing(
  origin: string,
  trail: readonly { readonly href: string; readonly name: string }[],
): Thing {
  return {
    "@type": "BreadcrumbList",
    itemListElement: [{ href: "/", name: home }, ...trail].map(({ href, name }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: `${origin}${href}`,
    })),
  };
}
