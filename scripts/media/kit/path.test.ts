import { describe, expect, it } from "vitest";
import { mirror, move, sym, walk } from "./path.ts";

describe("paths", () => {
  it("come back to themselves when flipped twice", () => {
    const d = "M0 -10C5 -10 8 -4 10 0L4 6Z";
    expect(mirror(mirror(d))).toBe(d);
  });

  it("close a half with its mirror image", () => {
    expect(sym("M0 -10L8 -6L0 4")).toBe("M0 -10L8 -6L0 4L-8 -6L0 -10Z");
    expect(sym("M0 0Q6 2 6 8L0 9")).toBe("M0 0Q6 2 6 8L0 9L-6 8Q-6 2 0 0Z");
  });

  it("move without changing shape", () => {
    expect(move("M0 0L2 3", 5, -1)).toBe("M5 -1L7 2");
  });

  it("are walked in even steps", () => {
    const points = walk("M0 0L10 0L10 10", 2);
    expect(points).toHaveLength(11);
    points.slice(1).forEach((here, at) => {
      const [x, y] = points[at] ?? [0, 0];
      expect(Math.hypot(here[0] - x, here[1] - y)).toBeLessThanOrEqual(2.001);
    });
  });
});
