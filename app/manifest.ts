import type { MetadataRoute } from "next";
import { shop } from "../shop.config.ts";
import { cart, orders } from "./strings/chrome.ts";

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: `${shop.name}: ${shop.tagline}`,
    short_name: shop.name,
    description: shop.description,
    lang: shop.locale,
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
      { name: cart, url: "/cart" },
      { name: orders, url: "/orders" },
    ],
  };
}
