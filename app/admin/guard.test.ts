import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../db/root.ts";

const folder = join(projectRoot(), "app/admin");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("page.tsx"))
  .filter((path) => path !== join("sign-in", "page.tsx"));

test.each(pages)("%s asks for the operator before anything else", (path) => {
  const source = readFileSync(join(folder, path), "utf8");
  expect(source).toMatch(/export default async function \w+\([^)]*\) \{\s*await requireOperator\(\);/);
});
