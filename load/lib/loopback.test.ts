import { describe, expect, it } from "vitest";
import { requireTarget } from "./loopback.ts";

describe("The target of a rehearsal", () => {
  it.each(["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:3000"])(
    "may be this machine: %s",
    (origin) => {
      expect(requireTarget(origin, false).origin).toBe(origin);
    },
  );

  it.each(["https://shop.example", "http://127.0.0.1.example:80", "http://10.0.0.7", "http://localhost.example"])(
    "is refused without its owner's word: %s",
    (origin) => {
      expect(() => requireTarget(origin, false)).toThrow("not an address of this machine");
    },
  );

  it("may be another with its owner's word, but has to be a shop's address", () => {
    expect(requireTarget("https://shop.example/", true).origin).toBe("https://shop.example");
    expect(() => requireTarget("file:///etc/passwd", true)).toThrow(RangeError);
  });
});
