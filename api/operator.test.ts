import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOTHING_KILLED } from "../protocol/operator.ts";
import { readKillSwitches } from "./kill-switches.ts";
import { isOpenSession } from "./operator-session.ts";
import { issueOperatorToken } from "./operator-token.ts";
import { type Browser, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let token: string;
beforeAll(async () => {
  shop = await testApi();
  token = issueOperatorToken({}, shop.dataDir) ?? "";
});
afterAll(() => shop.close());

let operator: Browser;
beforeEach(() => {
  // Attempts of the test before no longer count.
  shop.clock.now += 3_600_000;
  operator = browser(shop.api);
});

const signIn = (who: Browser, word = token) => who.post("/api/operator/session", { token: word });

describe("the operator's token", () => {
  test("is told once and stored as a hash that only the owner can read", () => {
    const file = join(shop.dataDir, "operator-token.sha256");
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(readFileSync(file, "utf8")).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(issueOperatorToken({}, shop.dataDir)).toBeNull();
  });

  test("lets in, another word does not", async () => {
    expect((await operator.get("/api/operator/status")).status).toBe(401);
    expect((await signIn(operator, "not it")).status).toBe(401);
    const answer = await signIn(operator);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Set-Cookie")).toMatch(/^__Host-operator=.*; HttpOnly; Secure; SameSite=Strict$/);
    expect((await operator.get("/api/operator/status")).status).toBe(200);
  });

  test("cannot be guessed at speed", async () => {
    const answers: Response[] = [];
    for (let n = 0; n < 11; n += 1) answers.push(await signIn(operator, `guess ${n}`));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429]);
    expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
    shop.clock.now += 61_000;
    expect((await signIn(operator)).status).toBe(200);
  });
});

describe("a session", () => {
  test("ends by itself after twelve hours, and at the operator's word", async () => {
    await signIn(operator);
    shop.clock.now += 12 * 3_600_000 + 1_000;
    expect((await operator.get("/api/operator/status")).status).toBe(401);
    await signIn(operator);
    const answer = await operator.post("/api/operator/sign-out", {});
    expect(answer.headers.get("Set-Cookie")).toContain("Max-Age=0");
    expect((await operator.get("/api/operator/status")).status).toBe(401);
  });

  test("cannot be made up, prolonged or carried to another shop or token", async () => {
    await signIn(operator);
    const value = operator.cookie?.split("=").slice(1).join("=") ?? "";
    const seal = { secret: shop.deps.secret, digest: shop.deps.tokenDigest() ?? Buffer.alloc(32) };
    const now = shop.clock.now;
    expect(isOpenSession(value, seal, now)).toBe(true);
    const [expires = "", salt, mac] = value.split(".");
    const forged = [undefined, "", "..", `${Number(expires) + 1}.${salt}.${mac}`, `${expires}.${salt}.`, `${value}.x`];
    expect(forged.filter((text) => isOpenSession(text, seal, now))).toEqual([]);
    expect(isOpenSession(value, { ...seal, secret: "another" }, now)).toBe(false);
    expect(isOpenSession(value, { ...seal, digest: Buffer.alloc(32) }, now)).toBe(false);
  });

  test("is of no use to another site", async () => {
    await signIn(operator);
    const answer = await operator.post("/api/operator/kill", { flag: true }, { "Sec-Fetch-Site": "cross-site" });
    expect(answer.status).toBe(403);
    expect(readKillSwitches(shop.dataDir)).toEqual(NOTHING_KILLED);
  });
});

describe("kill switches", () => {
  test("only an operator throws them, one by one, and they stay", async () => {
    expect((await operator.post("/api/operator/kill", { flag: true })).status).toBe(401);
    await signIn(operator);
    await operator.post("/api/operator/kill", { safetyWorker: true });
    const answer = await operator.post("/api/operator/kill", { flag: true });
    expect((await answer.json()).kill).toEqual({ flag: true, manifestGone: false, safetyWorker: true });
    expect(readKillSwitches(shop.dataDir)).toEqual({ flag: true, manifestGone: false, safetyWorker: true });
    await operator.post("/api/operator/kill", { flag: false, safetyWorker: false });
    expect(readKillSwitches(shop.dataDir)).toEqual(NOTHING_KILLED);
  });
});

test("where the platform switches releases, the shop says so", async () => {
  await signIn(operator);
  const answer = await operator.post("/api/operator/switch", { release: "r" });
  expect([answer.status, (await answer.json()).code]).toEqual([409, "release-refused"]);
});
