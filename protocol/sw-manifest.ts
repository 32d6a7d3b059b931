import * as z from "zod/mini";

/** Version of the manifest's shape; a worker leaves one that it does not know. */
export const MANIFEST_SCHEMA = 1;

/** One file of a release: `sha384` in base64, `size` in bytes of the unencoded body. */
export const manifestFile = z.strictObject({
  url: z.string().check(z.startsWith("/")),
  sha384: z.string().check(z.length(64)),
  size: z.int().check(z.gte(0)),
  /** `shell` is what the offline journey needs, `lazy` the rest. */
  group: z.enum(["shell", "lazy"]),
});

/** `GET /sw-manifest.json` (R1): what is live, and every file of it that can be asked for. */
export const swManifest = z.strictObject({
  schema: z.literal(MANIFEST_SCHEMA),
  id: z.string(),
  /** Counts the switches of this shop; a release that is deployed again gets another one. */
  deployment: z.int(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** The lowest API version that the server behind this release speaks. */
  minApiVersion: z.int(),
  flags: z.record(z.string(), z.boolean()),
  /** K1: true asks every worker to delete its caches and unregister. */
  kill: z.boolean(),
  files: z.array(manifestFile),
});

export type ManifestFile = z.infer<typeof manifestFile>;
export type SwManifest = z.infer<typeof swManifest>;
