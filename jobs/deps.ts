import type { Log } from "../db/log.ts";
import type { Store } from "../db/store.ts";
import type { PaymentPort } from "../payments/port.ts";
import type { Mailer } from "./mailer.ts";

export interface JobDeps {
  readonly store: Store;
  readonly payments: PaymentPort;
  readonly mailer: Mailer;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
