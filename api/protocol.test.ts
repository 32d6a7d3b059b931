import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StoreUnavailable } from "../db/errors.ts";
import { problem } from "../protocol/problem-schema.ts";
import { PROBLEMS } from "../protocol/problems.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { openApiDocument } from "./openapi.ts";
import { anySku, type Browser, browser, keyed, orderFor, SHOP, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let visitor: Browser;
beforeAll(async () => {
  shop = await testApi();
  visitor = browser(shop.api);
});
afterAll(() => shop.close());

async function codeOf(answer: Response): Promise<string> {
  const body = problem.parse(await answer.json());
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(body).toMatchObject({ status: answer.status, type: `urn:holdfast:problem:${body.code}` });
  expect(answer.status).toBe(PROBLEMS[body.code].status);
  return body.code;
}

const cart = () => `/api/carts/${crypto.randomUUID()}/sync`;
const EMPTY_SYNC = { stateVector: null, updates: [] };

describe("addresses", () => {
  test("an unknown one is 404, a wrong method is 405 with what is allowed", async () => {
    expect(await codeOf(await visitor.get("/api/nothing"))).toBe("not-found");
    expect(await codeOf(await visitor.get("/api"))).toBe("not-found");
    for (const [method, path, allow] of [
      ["DELETE", "/api/orders", "GET, HEAD, POST"],
      ["PUT", "/api/orders/1/cancel", "POST"],
      ["GET", cart(), "POST"],
      ["POST", "/api/products", "GET, HEAD"],
      ["OPTIONS", "/api/version", "GET, HEAD"],
    ] as const) {
      const answer = await visitor.get(path, { method, headers: { "Sec-Fetch-Site": "same-origin" } });
      expect(answer.headers.get("Allow")).toBe(allow);
      expect(await codeOf(answer)).toBe("method-not-allowed");
    }
  });

  test("every address that is served is described, and the other way round", () => {
    const served = shop.api.routes
      .filter((route) => route.method !== "ALL")
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const described = ENDPOINTS.map((endpoint) => `${endpoint.method.toUpperCase()} ${endpoint.path}`);
    expect([...new Set(served)].sort()).toEqual(described.sort());
  });
});

describe("OpenAPI", () => {
  test("the document is served and every reference in it resolves", async () => {
    const answer = await visitor.get("/api/openapi.json");
    const document = await answer.json();
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect(document.openapi).toBe("3.1.0");
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs.length).toBeGreaterThan(30);
    for (const name of refs) expect(document.components.schemas).toHaveProperty(name ?? "");
    expect(JSON.stringify(document)).not.toContain('"$id"');
  });

  test("every operation has a name of its own and tells its problems", () => {
    const operations = Object.values(openApiDocument().paths).flatMap((path) => Object.values(path)) as {
      operationId: string;
      responses: Record<string, { content: Record<string, unknown> }>;
    }[];
    expect(operations).toHaveLength(ENDPOINTS.length);
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
    for (const { responses } of operations) {
      for (const [status, response] of Object.entries(responses)) {
        expect(Object.keys(response.content)).toEqual([
          Number(status) < 300 ? "application/json" : "application/problem+json",
        ]);
      }
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(["400", "409", "500", "503"]));
    }
  });
});

describe("bodies", () => {
  test.each([
    ["no JSON", "{", "malformed"],
    ["nothing at all", "", "malformed"],
    ["another shape", "[]", "invalid"],
    ["a number", "1", "invalid"],
    ["null", "null", "invalid"],
    ["wrong types", '{"stateVector":1,"updates":"x"}', "invalid"],
    ["unknown keys", '{"stateVector":null,"updates":[],"price":1}', "invalid"],
    ["a prototype", '{"stateVector":null,"updates":[],"__proto__":{"admin":true}}', "invalid"],
    ["no base64", '{"stateVector":null,"updates":["ä"]}', "invalid"],
    ["deep nesting", "[".repeat(10_000), "malformed"],
    ["deep and closed nesting", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "invalid"],
  ])("%s is refused as %s", async (_, body, code) => {
    expect(await codeOf(await visitor.post(cart(), body))).toBe(code);
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  test("bytes that are no UTF-8 are malformed", async () => {
    const answer = await visitor.get(cart(), {
      method: "POST",
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
      headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    });
    expect(await codeOf(answer)).toBe("malformed");
  });

  test("of two equal keys the last one counts, as JSON.parse has it", async () => {
    const answer = await visitor.post(cart(), '{"stateVector":1,"stateVector":null,"updates":[]}');
    expect(answer.status).toBe(200);
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin1",
    "",
    "application/jsonp",
  ])("%j is not application/json", async (type) => {
    expect(await codeOf(await visitor.post(cart(), EMPTY_SYNC, { "Content-Type": type }))).toBe("unsupported-media");
  });

  test("application/json may name its charset", async () => {
    const answer = await visitor.post(cart(), EMPTY_SYNC, { "Content-Type": 'Application/JSON; charset="UTF-8"' });
    expect(answer.status).toBe(200);
  });

  test("more bytes than allowed are refused while they come, whatever Content-Length says", async () => {
    for (const [path, limit] of [
      ["/api/orders", 32 * 1024],
      [cart(), 128 * 1024],
    ] as const) {
      let pulled = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
      });
      // The request's type lacks `duplex`, which the platform demands for a streamed body.
      const init: RequestInit & { duplex: "half" } = {
        method: "POST",
        body,
        duplex: "half",
        headers: {
          "Content-Type": "application/json",
          "Content-Length": "2",
          "Sec-Fetch-Site": "same-origin",
          ...keyed(),
        },
      };
      expect(await codeOf(await visitor.get(path, init))).toBe("too-large");
      expect(pulled).toBeLessThan(limit / 1024 + 8);
    }
  });

  test("a sender that goes away in the middle is no error of ours", async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("aborted")) });
    // The request's type lacks `duplex`, which the platform demands for a streamed body.
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      body,
      duplex: "half",
      headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    };
    expect(await codeOf(await visitor.get(cart(), init))).toBe("malformed");
  });

  test("a Content-Length over the limit is refused without reading", async () => {
    expect(await codeOf(await visitor.post("/api/orders", " ".repeat(40_000), keyed()))).toBe("too-large");
  });
});

describe("requests of other sites", () => {
  const send = (headers: Record<string, string>, api = shop.api, origin = SHOP) =>
    api.request(`${origin}${cart()}`, {
      method: "POST",
      body: JSON.stringify(EMPTY_SYNC),
      headers: { "Content-Type": "application/json", Host: new URL(origin).host, ...headers },
    });

  test.each([
    [{ "Sec-Fetch-Site": "same-origin" }, 200],
    [{ "Sec-Fetch-Site": "none" }, 200],
    [{ "Sec-Fetch-Site": "same-site" }, 403],
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
    [{ "Sec-Fetch-Site": "cross-site", Origin: SHOP }, 403],
    [{ Origin: SHOP }, 200],
    [{ Origin: SHOP, Cookie: "a=b" }, 200],
    [{ Origin: "http://localhost:3001" }, 403],
    [{ Origin: "null" }, 403],
    [{ Origin: "https://evil.example" }, 403],
    [{}, 200],
    [{ Cookie: "__Host-device=0" }, 403],
  ])("%o is answered %i", async (headers, status) => {
    const answer = await send(headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(await codeOf(answer)).toBe("cross-site");
  });

  test("reads are open to all", async () => {
    const answer = await visitor.get("/api/version", { headers: { "Sec-Fetch-Site": "cross-site" } });
    expect(answer.status).toBe(200);
  });

  test("behind a proxy of ours the origin is https, elsewhere a header cannot make it so", async () => {
    const proxied = await testApi({ trustProxy: true });
    const headers = { Origin: "https://shop.example", "X-Forwarded-Proto": "https" };
    const answers = [
      await send(headers, proxied.api, "http://shop.example"),
      await send(headers, shop.api, "http://shop.example"),
    ];
    await proxied.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 403]);
    expect(answers[0]?.headers.get("Set-Cookie")).toMatch(/^__Host-device=.*Secure/);
  });
});

describe("API versions", () => {
  test("answers carry the version, with and without asking", async () => {
    expect((await visitor.get("/api/categories")).headers.get("X-API-Version")).toBe("2");
    const asked = await visitor.get("/api/categories", { headers: { "X-API-Version": "1" } });
    expect(asked.headers.get("X-API-Version")).toBe("1");
  });

  test.each(["0", "3", "999999999"])("version %s is a skew that tells the server's versions", async (version) => {
    const answer = await visitor.post(cart(), EMPTY_SYNC, { "X-API-Version": version });
    expect(answer.headers.get("X-API-Version")).toBe("2");
    expect(answer.headers.get("X-API-Min-Version")).toBe("1");
    expect(await codeOf(answer)).toBe("version-skew");
  });

  test("a shop that has raised the minimum sends older clients for an update, with a code of its own", async () => {
    const raised = await testApi({ minApiVersion: 2 });
    const ask = (version: string) => browser(raised.api).post(cart(), EMPTY_SYNC, { "X-API-Version": version });
    const old = await ask("1");
    expect(old.headers.get("X-API-Min-Version")).toBe("2");
    expect(await codeOf(old)).toBe("version-skew");
    expect((await ask("2")).status).toBe(200);
    expect((await (await browser(raised.api).get("/api/version")).json()).minApiVersion).toBe(2);
    await raised.close();
  });

  test("a version that is no number is invalid", async () => {
    expect(await codeOf(await visitor.get("/api/categories", { headers: { "X-API-Version": "one" } }))).toBe("invalid");
  });

  test("a client of any version may ask which one is spoken", async () => {
    expect((await visitor.get("/api/version", { headers: { "X-API-Version": "99" } })).status).toBe(200);
  });
});

describe("trouble inside", () => {
  test("a database that is away is 503 with a time to come back", async () => {
    const away = await testApi({ getStore: () => Promise.reject(new StoreUnavailable("away", new Error("gone"))) });
    const answer = await browser(away.api).get("/api/products");
    await away.close();
    expect(answer.headers.get("Retry-After")).toBe("2");
    expect(await codeOf(answer)).toBe("unavailable");
  });

  test("a bug is 500, logged in full under an id, and told to nobody", async () => {
    const broken = await testApi({ getStore: () => Promise.reject(new Error("secret detail")) });
    const answer = await browser(broken.api).get("/api/products");
    await broken.close();
    const text = await answer.clone().text();
    expect(await codeOf(answer)).toBe("internal");
    expect(text).not.toContain("secret detail");
    const id = answer.headers.get("X-Request-Id");
    expect(text).toContain(id);
    expect(broken.logged).toContainEqual(
      expect.objectContaining({
        level: "error",
        fields: expect.objectContaining({ requestId: id, error: expect.stringContaining("secret detail") }),
      }),
    );
  });
});

test("no JSON of any shape, sent to any write, is answered with a 5xx", async () => {
  const paths = ENDPOINTS.filter((endpoint) => endpoint.method === "post" && !endpoint.path.includes("webhooks")).map(
    (endpoint) => endpoint.path.replace("{id}", crypto.randomUUID()),
  );
  const good = await orderFor(shop.store, { [await anySku(shop.store)]: 1 });
  const nearlyGood = fc
    .tuple(fc.constantFrom(...Object.keys(good)), fc.jsonValue())
    .map(([key, value]) => ({ ...good, [key]: value }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), nearlyGood), async (path, body) => {
      const answer = await visitor.post(path, JSON.stringify(body), keyed());
      expect(answer.status).toBeLessThan(500);
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
  expect(shop.logged.filter((line) => line.level === "error")).toEqual([]);
});
