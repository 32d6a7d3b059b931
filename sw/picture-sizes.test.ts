import { expect, test } from "vitest";
import { standIn } from "./picture-sizes.ts";

const STORED = [
  "/media/lamp/red-front-320.avif",
  "/media/lamp/red-front-960.avif",
  "/media/lamp/red-front-640.webp",
  "/media/lamp/red-back-640.avif",
  "/media/lamp/red-front-1280.avif",
];

test.each([
  ["the least wide that is wide enough", "/media/lamp/red-front-700.avif", "/media/lamp/red-front-960.avif"],
  ["as wide in another format", "/media/lamp/red-front-640.avif", "/media/lamp/red-front-640.webp"],
  ["nothing narrower", "/media/lamp/red-front-1600.avif", null],
  ["nothing of another picture", "/media/lamp/red-side-320.avif", null],
  ["nothing for a name without a width", "/media/lamp/red.avif", null],
])("offline a picture is replaced by %s", (_, wanted, found) => {
  expect(standIn(wanted, STORED)).toBe(found);
});
