import type { Metadata } from "next";
import { shop } from "../shop.config.ts";

/** The shop's public origin; pages that never leave this machine are fine with the default. */
export function shopOrigin(): string {
  return process.env.ORIGIN || `http://localhost:${process.env.PORT || "3000"}`;
}

interface About {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  readonly image?: { readonly url: string; readonly alt: string };
}

/** Head tags of a page that is meant to be found; only dynamic pages use it, because the origin is known at run time. */
export function findable({ title, description, path, image }: About): Metadata {
  return {
    metadataBase: new URL(shopOrigin()),
    title,
    description,
    alternates: { canonical: path },
    openGraph: {
      siteName: shop.name,
      locale: shop.locale.replace("-", "_"),
      type: "website",
      url: path,
      title,
      description,
      ...(image ? { images: [{ ...image, width: 1200, height: 630 }] } : {}),
    },
  };
}
