import { expect, test } from "vitest";
import { shop } from "../../shop.config.ts";
import { drawLabel, MEMBER_LABELS } from "./member-labels.ts";

test("there are names enough for every member of a cart, all different", () => {
  expect(new Set(MEMBER_LABELS).size).toBe(MEMBER_LABELS.length);
  expect(MEMBER_LABELS.length).toBeGreaterThan(shop.policy.maxMembers);
});

test.each([0, 0.5, 0.999])("a drawn name is none of those that are taken (%s)", (draw) => {
  const taken: string[] = [];
  while (taken.length < MEMBER_LABELS.length) taken.push(drawLabel(taken, () => draw));
  expect([...taken].sort()).toEqual([...MEMBER_LABELS].sort());
  expect(() => drawLabel(taken, () => draw)).toThrow(RangeError);
});
