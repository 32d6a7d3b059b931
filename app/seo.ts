import type { Metadata } from "next";
import { shop } from "../shop.config.ts";
import { heroAlt } from "./strings/home.ts";

/** The shop's public origin; pages that never leave this machine are fine with the default. */
export function shopOrigin(): string {
  return (process.env.ORIGIN || `http://localhost:${process.env.PORT || "3000"}`).replace(/\/+$/, "");
}

export interface Card {
  readonly url: string;
  readonly alt: string;
}

interface About {
  readonly title: string;
  readonly description: string;
  readonly path: string;
  /** What link previews show, 1200 × 630; the house's own card when absent. */
  readonly image?: Card | undefined;
}

const HOUSE_CARD: Card = { url: "/media/og/shop.jpg", alt: heroAlt };

/** The link preview of the product that a picture shows; products that share drawings share it. */
export function productCard(picture: { readonly base: string; readonly alt: string } | undefined): Card | undefined {
  const [, drawing] = /^\/media\/([^/]+)\//.exec(picture?.base ?? "") ?? [];
  return drawing && picture ? { url: `/media/og/${drawing}.jpg`, alt: picture.alt } : undefined;
}

/** The link preview of a shelf: its still life. */
export function categoryCard(slug: string, name: string): Card {
  return { url: `/media/og/shelf-${slug}.jpg`, alt: name };
}

const LONGEST_DESCRIPTION = 160;

/** As many whole sentences as search results show, and at least the first words of the first. */
export function summary(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const [sentences] = /^.*[.!?](?=\s)/.exec(text.slice(0, LONGEST_DESCRIPTION + 1)) ?? [];
  if (sentences) return sentences;
  return `${text.slice(0, LONGEST_DESCRIPTION - 1).replace(/\W*\s\S*$/, "")}…`;
}

/** Head tags of a page that is meant to be found; only dynamic pages use it, because the origin is known at run time. */
export function findable({ title, description, path, image = HOUSE_CARD }: About): Metadata {
  const text = summary(description);
  const images = [{ ...image, width: 1200, height: 630 }];
  return {
    metadataBase: new URL(shopOrigin()),
    title,
    description: text,
    alternates: { canonical: path },
    openGraph: {
      siteName: shop.name,
      locale: shop.locale.replace("-", "_"),
      type: "website",
      url: path,
      title,
      description: text,
      images,
    },
    twitter: { card: "summary_large_image", title, description: text, images },
  };
}
