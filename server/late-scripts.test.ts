import { expect, test } from "vitest";
import { withLateScripts } from "./late-scripts.ts";

const chunk = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`;
const PAGE = [
  '<html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/boot.js"/>',
  `<link rel="stylesheet" href="/_next/static/chunks/s.css"/>${chunk("react")}${chunk("router")}`,
  '<script>early()</script><script src="/_next/static/chunks/old.js" noModule=""></script></head>',
  `<body><h1>Mug</h1>${chunk("boot")}</body></html>`,
].join("");

test("scripts leave the head and are named, in order, by one loader at the end", () => {
  const html = withLateScripts(PAGE);
  expect(html).not.toMatch(/<script src="[^"]+" async/);
  expect(html).not.toContain('as="script"');
  const loader = html.slice(html.indexOf("</h1>"));
  expect(loader).toContain(
    '["/_next/static/chunks/react.js","/_next/static/chunks/router.js","/_next/static/chunks/boot.js"]',
  );
  expect(loader).toMatch(/<\/script><\/body><\/html>$/);
});

test("inline scripts, styles and scripts for old browsers stay where they were", () => {
  const html = withLateScripts(PAGE);
  for (const kept of ["early()", "/_next/static/chunks/s.css", '"/_next/static/chunks/old.js" noModule']) {
    expect(html.indexOf(kept)).toBeLessThan(html.indexOf("<body>"));
    expect(html).toContain(kept);
  }
});

test("a page is treated once, and one without scripts not at all", () => {
  const once = withLateScripts(PAGE);
  expect(withLateScripts(once)).toBe(once);
  expect(withLateScripts("<html><body>plain</body></html>")).toBe("<html><body>plain</body></html>");
});
