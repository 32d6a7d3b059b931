import { buildTestReleases } from "./releases.ts";

export default async function setUp(): Promise<void> {
  await buildTestReleases();
}
