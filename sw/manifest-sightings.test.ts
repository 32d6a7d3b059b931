import { expect, test } from "vitest";
import { missingManifest, SECOND_LOOK_MS } from "./manifest-sightings.ts";

test.each([
  ["the first time", null, "note"],
  ["again at once", 1_000_000, "wait"],
  ["again a moment too soon", 1_000_000 - SECOND_LOOK_MS + 1, "wait"],
  ["again after a minute", 1_000_000 - SECOND_LOOK_MS, "leave"],
  ["with a first time that is still to come", 1_000_001, "note"],
] as const)("a manifest that is missing %s", (_, since, sighting) => {
  expect(missingManifest(since, 1_000_000)).toBe(sighting);
});
