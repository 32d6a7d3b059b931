import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/lib/set-up.ts",
  outputDir: "test-results/browser",
  fullyParallel: false,
  workers: 2,
  // A machine that stands still in the middle of a test is not the shop's fault (docs/decisions/016-tried-again.md).
  retries: process.env.HOLDFAST_LONG ? 0 : 1,
  forbidOnly: true,
  // How long a test waits before it gives up says nothing of the shop: a machine of a third of the speed passes, too.
  timeout: 300_000,
  expect: { timeout: 90_000 },
  reporter: [["list"], ["json"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 900 },
    // A trace asks for every answer's body, and Chromium 156 dies of being asked for one of a worker that has just been stopped.
    trace: process.env.HOLDFAST_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: [
        "--no-first-run",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
