import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiDeps, Log } from "../api/context.ts";
import { getStore } from "../db/store.ts";
import { localAcquirerOrigin, localAcquirerSettings } from "../payments/acquirer/settings.ts";
import type { PaymentPort } from "../payments/port.ts";
import { stripePayments } from "../payments/stripe.ts";
import { dataDir } from "./paths.ts";

/** The server's own secret of this data directory, made at first start and readable by its owner only. */
function serverSecret(): string {
  if (process.env.SERVER_SECRET) return process.env.SERVER_SECRET;
  const file = join(dataDir(), "server-secret");
  mkdirSync(dataDir(), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    // Of two processes that start together one wins the link, and both read the winner's.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}

/** Stripe with the keys of the environment, else the local acquirer of this data directory. */
function createPayments(): PaymentPort {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE } = process.env;
  if (STRIPE_SECRET_KEY) {
    if (!STRIPE_WEBHOOK_SECRET)
      throw new Error("STRIPE_SECRET_KEY is set, so STRIPE_WEBHOOK_SECRET has to be set, too");
    const apiBase = STRIPE_API_BASE || null;
    return stripePayments({
      secretKey: STRIPE_SECRET_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      apiBase: () => apiBase,
    });
  }
  const { secretKey, webhookSecret } = localAcquirerSettings(dataDir());
  // Nothing listens on port 9 (discard): until the acquirer has said where it is, calls fail at once and are tried again.
  const apiBase = () => localAcquirerOrigin(dataDir()) ?? "http://127.0.0.1:9";
  return stripePayments({ secretKey, webhookSecret, apiBase });
}

/** What the API and the jobs of this process work with. */
export function createDeps(release: string, log: Log): ApiDeps {
  return {
    getStore,
    payments: createPayments(),
    now: Date.now,
    release: () => release,
    secret: serverSecret(),
    origin: process.env.ORIGIN || null,
    trustProxy: process.env.TRUST_PROXY === "1",
    log,
  };
}
