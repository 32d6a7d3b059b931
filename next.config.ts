import path from "node:path";
import type { NextConfig } from "next";
import { RELEASE_ID } from "./protocol/release.ts";

/** Next writes inline scripts whose hashes are not known when this file is read, so they have to be allowed as such. */
const PLAIN_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const PLAIN_HEADERS = [
  { key: "Content-Security-Policy", value: PLAIN_POLICY },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** R9: a release that lives below a path of its own, as in `/v2`; a host says which for the release that it serves. */
const basePath = process.env.SHOP_BASE_PATH ?? "";

const config: NextConfig = {
  basePath,
  distDir: process.env.HOLDFAST_DIST_DIR ?? ".next",
  // R1: the build id is the placeholder that the release step replaces, so the same source gives the same bytes.
  generateBuildId: () => RELEASE_ID,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // The host keeps one HTML answer for all visitors, so titles must stand in the head whoever asked first.
  htmlLimitedBots: /.*/,
  // Written into the pages at build time, so that all pages of a release say the same.
  env: { SHOP_NOTICE: process.env.SHOP_NOTICE ?? "", SHOP_BASE_PATH: basePath },
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pg"],
  // For plain `next start` only: the host knows what a document runs and sends stricter ones of its own.
  headers: async () => [
    { source: "/:path*", missing: [{ type: "header", key: "x-holdfast-host" }], headers: PLAIN_HEADERS },
  ],
  // A release is always built from nothing, and writing this cache costs more than the build.
  experimental: { turbopackFileSystemCacheForBuild: false },
  turbopack: { root: path.resolve(import.meta.dirname) },
};

export default config;
