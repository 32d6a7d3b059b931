import { markGrip, markStone } from "./mark.ts";
import type { Job, Rendition } from "./plan.ts";

/** The app icon; `inset` is how much of the square the mark fills, `round` the corner in parts of 512. */
function icon(inset: number, round: number): string {
  const scale = (512 * inset) / 48;
  const at = (512 - 48 * scale) / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512"><rect width="512" height="512" rx="${round}" fill="#0E2A30"/>` +
    `<g transform="translate(${at.toFixed(1)} ${at.toFixed(1)}) scale(${scale.toFixed(3)})"><path d="${markGrip}" fill="#F6F5F1"/><path d="${markStone}" fill="#F5B81A"/></g></svg>`
  );
}

const png = (name: string, size: number): Rendition => ({
  file: `icons/${name}`,
  width: size,
  height: size,
  format: "png",
});

export function iconPlan(): Job[] {
  const vector: Rendition = { file: "icons/icon.svg", width: 512, height: 512, format: "svg" };
  return [
    { base: "icons/icon", svg: icon(0.74, 112), files: [vector, png("icon-192.png", 192), png("icon-512.png", 512)] },
    // Platforms cut maskable icons to a circle of 80 %, so the mark keeps well inside and the ground runs to the edge.
    { base: "icons/maskable", svg: icon(0.54, 0), files: [png("maskable-512.png", 512)] },
    { base: "icons/apple", svg: icon(0.66, 0), files: [png("apple-touch-icon.png", 180)] },
    { base: "icons/favicon", svg: icon(0.86, 96), files: [png("favicon-32.png", 32)] },
  ];
}
