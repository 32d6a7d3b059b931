import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { saveAcquirerOrigin } from "../payments/acquirer/settings.ts";
import { depsFromEnv } from "./deps.ts";

let DATA_DIR: string;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), "deps-"));
});
afterEach(() => rm(DATA_DIR, { recursive: true }));

const quiet = () => {};
const deps = (env: Record<string, string> = {}) => depsFromEnv("r1", quiet, { DATA_DIR, NODE_ENV: "test", ...env });

test("an empty environment has a secret of its own, kept and private, and trusts no proxy", async () => {
  const first = deps();
  expect(first.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(deps().secret).toBe(first.secret);
  expect((await stat(join(DATA_DIR, "server-secret"))).mode & 0o777).toBe(0o600);
  expect(first).toMatchObject({ origin: null, trustProxy: false });
  expect(first.release(new Request("http://localhost"))).toBe("r1");
});

test("the environment decides where it speaks", () => {
  expect(deps({ SERVER_SECRET: "s", ORIGIN: "https://Shop.example/", TRUST_PROXY: "1" })).toMatchObject({
    secret: "s",
    origin: "https://shop.example",
    trustProxy: true,
  });
});

test("settings that cannot be right stop the start", () => {
  expect(() => deps({ ORIGIN: "shop.example" })).toThrow();
  expect(() => deps({ MIN_API_VERSION: "99" })).toThrow("MIN_API_VERSION");
  expect(() => deps({ STRIPE_SECRET_KEY: "sk_test_1" })).toThrow("STRIPE_WEBHOOK_SECRET");
});

test("a local acquirer that was never started, or is not there, is an acquirer that is away", async () => {
  const { payments } = deps();
  await expect(payments.getPaymentPage("cs_1")).rejects.toMatchObject({ name: "PaymentUnavailable" });
  saveAcquirerOrigin(DATA_DIR, "http://127.0.0.1:1");
  await expect(payments.getPaymentPage("cs_1", { timeoutMs: 500 })).rejects.toMatchObject({
    name: "PaymentUnavailable",
  });
});
