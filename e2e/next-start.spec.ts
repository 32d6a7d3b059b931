import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { requireRelease } from "./lib/releases.ts";
import { addToCart, GOODS, PLACED, placeOrder, reachReview, stage } from "./lib/shopper.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

test.describe("Under plain next start", () => {
  let child: ChildProcess;
  let origin: string;
  let dataDir: string;

  test.beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "holdfast-next-"));
    const port = await freePort();
    origin = `http://localhost:${port}`;
    child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/next-start.ts"], {
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, HOLDFAST_SERVE: requireRelease("a") },
      stdio: "ignore",
    });
    const answers = () =>
      fetch(`${origin}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers).toBe(true);
  });
  test.afterAll(async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  });

  test("the shop sells, with its worker", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: origin });
    const page = await context.newPage();
    await addToCart(page, GOODS.mug);
    await reachReview(page, "Pay on delivery");
    await placeOrder(page);
    await expect(stage(page, PLACED)).toBeVisible();
    expect((await fetch(`${origin}/sw.js`)).headers.get("content-type")).toContain("javascript");
    await context.close();
  });
});
