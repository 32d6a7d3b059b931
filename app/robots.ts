import type { MetadataRoute } from "next";
import { shopOrigin } from "./seo.ts";

// The origin is known at run time.
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/admin", "/checkout", "/orders", "/waiting", "/join"] },
    sitemap: `${shopOrigin()}/sitemap.xml`,
  };
}
