import type { SwManifest } from "../protocol/sw-manifest.ts";
import { basePath } from "./scope.ts";

/** The manifest's shape that this worker knows; it leaves any other alone. */
const SCHEMA = 1;
const HASH_LENGTH = 64;

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

/** Looks at own fields only: one called `__proto__` is a field like any other. */
function fits(shape: Shape, value: unknown): boolean {
  const fields = new Map<string, unknown>(value instanceof Object ? Object.entries(value) : []);
  return Object.entries(shape).every(([name, check]) => check(fields.get(name)));
}

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";

/** The fields that the worker reads of a file and of a manifest. */
const FILE: Shape = {
  url: (value) => String(value).startsWith("/"),
  sha384: (value) => isText(value) && String(value).length === HASH_LENGTH,
};
const MANIFEST: Shape = {
  schema: (value) => value === SCHEMA,
  id: isText,
  deployment: Number.isSafeInteger,
  minApiVersion: Number.isSafeInteger,
  kill: isFlag,
  files: (value) => Array.isArray(value) && value.every((file) => fits(FILE, file)),
};

/** Whether this is a manifest that the worker understands; further fields are a newer server's business. */
export function isManifest(value: unknown): value is SwManifest {
  return fits(MANIFEST, value);
}

export const manifestPath = () => `${basePath()}/sw-manifest.json`;

/** What the server says about what is live. */
export type ManifestAnswer =
  | { readonly kind: "manifest"; readonly manifest: SwManifest }
  | { readonly kind: "gone" }
  /** Offline, a 5xx, a page, something cut short: no verdict on anything (K1). */
  | { readonly kind: "nothing" };

export async function askManifest(): Promise<ManifestAnswer> {
  try {
    const response = await fetch(manifestPath(), { cache: "no-cache", credentials: "same-origin", redirect: "error" });
    if (response.status === 404 || response.status === 410) return { kind: "gone" };
    if (response.status !== 200) return { kind: "nothing" };
    const manifest: unknown = await response.json();
    return isManifest(manifest) ? { kind: "manifest", manifest } : { kind: "nothing" };
  } catch {
    return { kind: "nothing" };
  }
}
