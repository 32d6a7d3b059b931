import fc from "fast-check";
import { expect, test } from "vitest";
import { assign, LOT_COOKIE, RELEASE_COOKIE, RELEASE_HEADER, type Split } from "./assign.ts";

const SPLIT: Split = { live: "B", beside: "A", percent: 25, deadline: 1_000 };
const visit = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers) });
const releaseOf = (headers: Record<string, string>, split: Partial<Split> = {}, now = 0, lot = 0.99) =>
  assign(visit(headers), { ...SPLIT, ...split }, now, () => lot).release;

test("the header chooses before the cookie, the cookie before the lot", () => {
  expect(releaseOf({ [RELEASE_HEADER]: "B", Cookie: `${RELEASE_COOKIE}=A` })).toBe("B");
  expect(releaseOf({ Cookie: `a=b; ${RELEASE_COOKIE}=B; ${LOT_COOKIE}=99` })).toBe("B");
  expect(releaseOf({ Cookie: `${LOT_COOKIE}=24` })).toBe("B");
  expect(releaseOf({ Cookie: `${LOT_COOKIE}=25` })).toBe("A");
});

test("what names neither release, or is no lot, is as good as nothing", () => {
  const odd: Record<string, string>[] = [
    { [RELEASE_HEADER]: "C" },
    { Cookie: `${RELEASE_COOKIE}=../etc` },
    { Cookie: `${LOT_COOKIE}=-1` },
    { Cookie: `${LOT_COOKIE}=1e9` },
  ];
  for (const headers of odd) {
    expect(assign(visit(headers), SPLIT, 0, () => 0.1)).toMatchObject({ release: "B", setCookie: expect.any(String) });
  }
});

test("so many of a hundred get the newest release, and each stays where they are until the dial passes them", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      let moved = 0;
      for (let lot = 0; lot < 100; lot += 1) {
        const first = assign(visit(), { ...SPLIT, percent: low }, 0, () => (lot + 0.5) / 100);
        const cookie = first.setCookie?.split(";")[0] ?? "";
        const again = assign(visit({ Cookie: cookie }), { ...SPLIT, percent: low }, 0, () => 0);
        expect(again).toEqual({ release: first.release, setCookie: null });
        const later = assign(visit({ Cookie: cookie }), { ...SPLIT, percent: high }, 0, () => 0);
        if (first.release === "B") expect(later.release).toBe("B");
        if (later.release !== first.release) moved += 1;
      }
      expect(moved).toBe(high - low);
    }),
    { seed: 20_261_127 },
  );
});

test("after the deadline stragglers get the newest release, and only a header still asks for the other", () => {
  expect(releaseOf({ Cookie: `${RELEASE_COOKIE}=A; ${LOT_COOKIE}=99` }, {}, 999)).toBe("A");
  expect(releaseOf({ Cookie: `${RELEASE_COOKIE}=A; ${LOT_COOKIE}=99` }, {}, 1_000)).toBe("B");
  expect(releaseOf({ [RELEASE_HEADER]: "A" }, {}, 1_000)).toBe("A");
});
