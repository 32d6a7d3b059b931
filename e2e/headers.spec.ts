import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { PACK_PREFIX } from "../protocol/pack.ts";
import { releaseDir } from "../server/release/catalogue.ts";
import { shop as settings } from "../shop.config.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

function anyFile(release: string, folder: string, ending: string): string {
  const name = readdirSync(join(releaseDir(release), "next/static", folder)).find((file) => file.endsWith(ending));
  if (!name) throw new Error(`release ${release} has no ${ending} in ${folder}`);
  return `/_next/static/${folder}/${name}`;
}

/** The addresses of all pages or routes below `app/`, as Next reads them off the folders: `/product/[slug]`. */
function patternsOf(file: "page.tsx" | "route.ts"): string[] {
  const found = readdirSync("app", { recursive: true, encoding: "utf8" });
  return found
    .filter((path) => basename(path) === file)
    .map((path) => `/${dirname(path).split(sep).join("/")}`.replace(/^\/\.$/, "/"))
    .sort();
}

interface Route {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly policy: "document" | "nonce" | "script" | "nothing";
}

/** One page of each kind whose address has a part that is chosen, and what a page is asked for to have something to show. */
const CHOSEN: Readonly<Record<string, string>> = {
  "/category/[slug]": "/category/outerwear",
  "/collections/[slug]": "/collections/for-the-crossing",
  "/product/[slug]": "/product/road-end-mug",
  "/search": "/search?q=lamp",
};

function pageRoute(pattern: string): Route {
  const path = CHOSEN[pattern] ?? pattern;
  if (path.includes("[")) throw new Error(`choose an address for ${pattern}`);
  if (!pattern.startsWith("/admin")) return { path, status: 200, policy: "document" };
  // Who is not signed in is sent there; what an operator sees is walked in accessibility.spec.ts.
  return { path, status: pattern === "/admin/sign-in" ? 200 : 307, policy: "nonce" };
}

const routes = (release: string): readonly Route[] => [
  ...patternsOf("page.tsx").map(pageRoute),
  { path: "/nowhere", status: 404, policy: "document" },
  { path: "/cart?_rsc", headers: { RSC: "1" }, status: 200, policy: "nothing" },
  { path: "/sw.js", status: 200, policy: "script" },
  { path: "/service-worker.js", status: 200, policy: "script" },
  { path: "/sw-manifest.json", status: 200, policy: "nothing" },
  { path: "/__sw/state", status: 200, policy: "nothing" },
  { path: `${PACK_PREFIX}${release}?files=0`, status: 200, policy: "nothing" },
  { path: `${PACK_PREFIX}none`, status: 404, policy: "nothing" },
  { path: "/manifest.webmanifest", status: 200, policy: "nothing" },
  { path: "/robots.txt", status: 200, policy: "nothing" },
  { path: "/sitemap.xml", status: 200, policy: "nothing" },
  { path: "/sitemap/1.xml", status: 200, policy: "nothing" },
  { path: "/icons/icon.svg", status: 200, policy: "nothing" },
  { path: "/media/none.webp", status: 404, policy: "nothing" },
  { path: "/api/version", status: 200, policy: "nothing" },
  { path: "/api/products", status: 200, policy: "nothing" },
  { path: "/api/nothing", status: 404, policy: "nothing" },
  { path: "/api/orders", method: "POST", status: 400, policy: "nothing" },
  { path: "/cart", method: "POST", status: 405, policy: "nothing" },
  { path: "/%E0%A4%A", status: 400, policy: "nothing" },
  { path: "/_next/static/chunks/gone.js", status: 404, policy: "nothing" },
  { path: anyFile(release, "chunks", ".js"), status: 200, policy: "script" },
  { path: anyFile(release, "chunks", ".css"), status: 200, policy: "nothing" },
];

const SCRIPT_SOURCES = {
  document: /script-src 'self'( 'sha256-[^']+')*;/,
  nonce: /script-src 'self' 'nonce-[\w+/=]+'( 'sha256-[^']+')*;/,
  script: /default-src 'none'; script-src 'self'; connect-src 'self';/,
  nothing: /^default-src 'none'; base-uri 'none'/,
} as const;

test("Every route sends the security headers and a policy that fits it", async ({ shop }) => {
  const wrong: string[] = [];
  for (const { path, method = "GET", headers = {}, status, policy } of routes(shop.release)) {
    const answer = await fetch(`${shop.origin}${path}`, {
      method,
      redirect: "manual",
      headers: { "Sec-Fetch-Site": "same-origin", ...headers },
      ...(method === "POST" ? { body: "{}" } : {}),
    });
    await answer.arrayBuffer();
    const said = answer.headers.get("content-security-policy") ?? "";
    const problems = [
      answer.status === status ? "" : `status ${answer.status}`,
      SCRIPT_SOURCES[policy].test(said) ? "" : `policy ${said}`,
      /frame-ancestors 'none'/.test(said) ? "" : "may be framed",
      /unsafe-(eval|hashes)|script-src[^;]*unsafe/.test(said) ? "runs anything" : "",
      answer.headers.get("x-content-type-options") === "nosniff" ? "" : "no nosniff",
      answer.headers.get("referrer-policy") ? "" : "no Referrer-Policy",
      answer.headers.get("permissions-policy") ? "" : "no Permissions-Policy",
      answer.headers.get("cache-control") ? "" : "no Cache-Control",
      answer.headers.get("x-powered-by") ? "tells its maker" : "",
    ].filter(Boolean);
    if (problems.length > 0) wrong.push(`${method} ${path}: ${problems.join(", ")}`);
  }
  expect(wrong).toEqual([]);
});

test("No address that the shop answers itself is left out of that list", ({ shop }) => {
  const asked = routes(shop.release).map(({ path }) => path.replace(/[?].*/, ""));
  const missing = patternsOf("route.ts").filter((pattern) => {
    const addresses = new RegExp(`^${pattern.replace(/\[\[.*\]\]/, ".*").replace(/\[.*\]/, "[^/]+")}$`);
    return !asked.some((path) => addresses.test(path));
  });
  expect(missing).toEqual([]);
});

test("The worker is the same bytes at every request and in every process of its release, never redirected", async ({
  shop,
}) => {
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`${shop.origin}/sw.js`, { redirect: "manual", headers: { Connection: "close", ...headers } });
  const first = await ask();
  expect(first.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(first.headers.get("cache-control")).toBe("no-cache");
  const bytes = await first.text();
  const visitors: Record<string, string>[] = [
    {},
    { "Accept-Encoding": "br" },
    { "Accept-Encoding": "identity" },
    { Cookie: "device=x" },
  ];
  for (const headers of visitors) expect(await (await ask(headers)).text()).toBe(bytes);
  expect(await (await fetch(`${shop.origin}/sw.js?anything=else`)).text()).toBe(bytes);

  await shop.killHost();
  await expect
    .poll(() =>
      ask().then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  expect(await (await ask()).text()).toBe(bytes);
});

test("K2: wherever an earlier shop left a worker, the safety worker answers, byte for byte and never redirected", async ({
  shop,
}) => {
  const safety = readFileSync(join(releaseDir(shop.release), "safety-worker.js"), "utf8");
  for (const path of [...settings.formerWorkers, "/v9/sw.js"]) {
    const answer = await fetch(`${shop.origin}${path}`, { redirect: "manual" });
    expect([path, answer.status, answer.headers.get("cache-control"), answer.headers.get("content-type")]).toEqual([
      path,
      200,
      "no-cache",
      "text/javascript; charset=utf-8",
    ]);
    expect(await answer.text()).toBe(safety);
  }
});
