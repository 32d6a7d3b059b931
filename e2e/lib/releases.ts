import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRelease } from "../../scripts/lib/build-release.ts";
import { releasesDir } from "../../server/paths.ts";

/**
 * The releases that the tests deploy: `a` is the working tree as it is, `b` differs by a notice that every page shows, `v2`
 * lives below a path of its own.
 */
const VARIANTS = {
  a: {},
  b: { SHOP_NOTICE: "Boats run late today: parcels may, too." },
  v2: { SHOP_BASE_PATH: "/v2" },
} as const;

export type ReleaseName = keyof typeof VARIANTS;

const file = () => join(releasesDir(), "test-releases.json");

/** Really builds what is not built yet; equal sources are found again by their fingerprint. */
export async function buildTestReleases(): Promise<void> {
  const ids: Record<string, string> = {};
  for (const [name, environment] of Object.entries(VARIANTS)) {
    const { id } = await buildRelease((line) => console.log(`release ${name}: ${line}`), environment);
    ids[name] = id;
  }
  writeFileSync(file(), JSON.stringify(ids));
}

/** The id of a built test release; throws when the tests were started without their set-up. */
export function requireRelease(name: ReleaseName): string {
  if (!existsSync(file())) throw new Error("the test releases are not built: start the tests through Playwright");
  const ids = JSON.parse(readFileSync(file(), "utf8")) as Record<string, string>;
  const id = ids[name];
  if (!id) throw new Error(`there is no test release ${name}`);
  return id;
}
