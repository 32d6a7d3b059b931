import { expect, test } from "vitest";
import { passedPhases, phaseOf, WORKER_EDGES, type WorkerPhase } from "./worker-phase.ts";

const PHASES: readonly WorkerPhase[] = ["installing", "waiting", "activating", "activated", "redundant"];

test.each(PHASES.flatMap((from) => PHASES.map((to) => [from, to] as const)))("from %s to %s", (from, to) => {
  const passed = passedPhases(from, to);
  const forward = from !== to && PHASES.indexOf(to) > PHASES.indexOf(from);
  expect(passed.length > 0).toBe(forward);
  // Every step of the way is an edge.
  for (const [index, phase] of passed.entries()) {
    expect(WORKER_EDGES[passed[index - 1] ?? from]).toContain(phase);
  }
  if (forward) expect(passed.at(-1)).toBe(to);
});

test("a worker that was lost sight of passes what was missed", () => {
  expect(passedPhases("installing", "activated")).toEqual(["waiting", "activating", "activated"]);
  expect(passedPhases("installing", "redundant")).toEqual(["redundant"]);
});

test.each([
  ["parsed", "installing"],
  ["installed", "waiting"],
  ["activated", "activated"],
  ["something new", "redundant"],
] as const)("the browser's word %s means %s", (state, phase) => {
  expect(phaseOf(state)).toBe(phase);
});
