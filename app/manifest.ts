import type { MetadataRoute } from "next";
import { shop } from "../shop.config.ts";
import { cart, orders, searchAction } from "./strings/chrome.ts";
import { screenshots } from "./strings/metadata.ts";

const SHORTCUT_ICONS = [{ src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" }];

const picture = (name: string, form_factor: "narrow" | "wide", label: string) => ({
  src: `/screenshots/${name}.png`,
  sizes: form_factor === "wide" ? "1440x900" : "780x1688",
  type: "image/png",
  form_factor,
  label,
});

/** What a browser needs to install the shop; a test holds it against the files that it names. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: `${shop.name}: ${shop.tagline}`,
    short_name: shop.name,
    description: shop.description,
    lang: shop.locale,
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f6f5f1",
    theme_color: "#0e2a30",
    categories: ["shopping"],
    icons: [
      { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: searchAction, url: "/search", icons: SHORTCUT_ICONS },
      { name: cart, url: "/cart", icons: SHORTCUT_ICONS },
      { name: orders, url: "/orders", icons: SHORTCUT_ICONS },
    ],
    screenshots: [
      picture("home-phone", "narrow", screenshots.home),
      picture("product-phone", "narrow", screenshots.product),
      picture("order-offline-phone", "narrow", screenshots.orderOffline),
      picture("home-desktop", "wide", screenshots.home),
      picture("product-desktop", "wide", screenshots.product),
    ],
  };
}
