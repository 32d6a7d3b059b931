import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRelease } from "../../scripts/lib/build-release.ts";
import { releasesDir } from "../../server/paths.ts";

/**
 * The releases that are deployed: `a` is the working tree as it is, `b` and `c` differ by a notice that every page shows,
 * `v2` lives below a path of its own.
 */
const VARIANTS = {
  a: {},
  b: { SHOP_NOTICE: "Boats run late today: parcels may, too." },
  c: { SHOP_NOTICE: "The boats are back on time." },
  v2: { SHOP_BASE_PATH: "/v2" },
} as const;

export type ReleaseName = keyof typeof VARIANTS;

const file = () => join(releasesDir(), "test-releases.json");

/** What the tests in `e2e/` deploy. */
const OF_TESTS: readonly ReleaseName[] = ["a", "b", "v2"];

/** Really builds what is not built yet; equal sources are found again by their fingerprint. */
export async function buildTestReleases(names: readonly ReleaseName[] = OF_TESTS): Promise<void> {
  const ids: Record<string, string> = {};
  for (const name of names) {
    const { id } = await buildRelease((line) => console.log(`release ${name}: ${line}`), VARIANTS[name]);
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
