import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outOfDate, publicDir } from "./manifest.ts";
import { plan } from "./plan.ts";

const LIMIT = 25 * 1024 * 1024;

describe("the pictures", () => {
  it("match their drawings", () => {
    expect(outOfDate(plan())).toEqual([]);
  });

  it("weigh at most 25 MB together", () => {
    const folder = join(publicDir, "media");
    const bytes = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => statSync(join(folder, name)))
      .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    expect(bytes).toBeLessThanOrEqual(LIMIT);
  });
});
