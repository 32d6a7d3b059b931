import { existsSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import manifest from "./manifest.ts";

const root = join(import.meta.dirname, "..");
const { icons = [], screenshots = [], shortcuts = [], ...rest } = manifest();

async function sizeOf(src: string): Promise<string> {
  const { width, height } = await sharp(join(root, "public", src)).metadata();
  return `${width}x${height}`;
}

describe("the web manifest", () => {
  it.each([...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons ?? [])])(
    "names a file that has the stated size and type: $src",
    async ({ src, sizes, type }) => {
      const { format } = await sharp(join(root, "public", src)).metadata();
      expect(type).toBe(format === "svg" ? "image/svg+xml" : `image/${format}`);
      expect(sizes === "any" && format === "svg" ? "any" : await sizeOf(src)).toBe(sizes);
    },
  );

  it("has what browsers ask for before they offer to install", () => {
    expect(icons.map(({ sizes, purpose = "any" }) => `${sizes} ${purpose}`)).toEqual(
      expect.arrayContaining(["192x192 any", "512x512 any", "512x512 maskable"]),
    );
    for (const form of ["narrow", "wide"] as const) {
      const sizes = screenshots.flatMap((shot) => (shot.form_factor === form ? shot.sizes : []));
      expect(sizes.length).toBeGreaterThanOrEqual(2);
      // Browsers drop pictures whose shape differs from the first of their kind.
      expect(new Set(sizes).size).toBe(1);
    }
    expect(rest.id).toBe("/");
    expect(rest.start_url?.startsWith(rest.scope ?? "")).toBe(true);
  });

  it("leads to pages that exist", () => {
    for (const { url } of shortcuts) expect(existsSync(join(root, "app", url, "page.tsx"))).toBe(true);
  });

  it("comes with an icon for the home screen and one for the tab", async () => {
    expect(await sizeOf("/icons/apple-touch-icon.png")).toBe("180x180");
    expect(await sizeOf("/icons/favicon-32.png")).toBe("32x32");
  });
});
