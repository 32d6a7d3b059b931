import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Log } from "../db/log.ts";
import { dataDir, projectRoot } from "./paths.ts";

const RESTART_DELAY_MS = 500;

/**
 * Runs the local acquirer beside the shop unless real Stripe keys are set. It is a process of its own because that is what
 * an acquirer is: it can die, hang or lose an answer without the shop.
 */
export function startPaymentService(options: { readonly shopPort: number; readonly log: Log }) {
  if (process.env.STRIPE_SECRET_KEY) return { close: async () => {} };
  let closing = false;

  const start = () => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(projectRoot(), "payments/acquirer/main.ts")],
      {
        env: {
          ...process.env,
          DATA_DIR: dataDir(),
          ACQUIRER_PORT: process.env.ACQUIRER_PORT ?? "0",
          SHOP_ORIGIN: `http://127.0.0.1:${options.shopPort}`,
        },
        // Over the channel it notices when the shop is gone, and goes too.
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      },
    );
    child.stdout?.setEncoding("utf8").on("data", (text: string) => options.log("info", text.trim()));
    child.once("exit", (code) => {
      if (closing) return;
      options.log("warn", "the local acquirer ended and is started again", { code });
      setTimeout(() => {
        if (!closing) running = start();
      }, RESTART_DELAY_MS);
    });
    return child;
  };
  let running = start();

  return {
    async close() {
      closing = true;
      if (running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      await ended;
    },
  };
}
