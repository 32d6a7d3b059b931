import path from "node:path";
import type { NextConfig } from "next";
import { RELEASE_ID } from "./protocol/release.ts";

const config: NextConfig = {
  distDir: process.env.HOLDFAST_DIST_DIR ?? ".next",
  // R1: the build id is the placeholder that the release step replaces, so the same source gives the same bytes.
  generateBuildId: () => RELEASE_ID,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // The host keeps one HTML answer for all visitors, so titles must stand in the head whoever asked first.
  htmlLimitedBots: /.*/,
  // Written into the pages at build time, so that all pages of a release say the same.
  env: { SHOP_NOTICE: process.env.SHOP_NOTICE ?? "" },
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pg"],
  // A release is always built from nothing, and writing this cache costs more than the build.
  experimental: { turbopackFileSystemCacheForBuild: false },
  turbopack: { root: path.resolve(import.meta.dirname) },
};

export default config;
