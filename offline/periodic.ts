import type { Registration } from "./fallbacks.ts";
import { CONTENT_TAG } from "./triggers.ts";

interface PeriodicRegistration extends Registration {
  readonly periodicSync: { register(tag: string, options: { minInterval: number }): Promise<void> };
}

const ONCE_A_DAY_MS = 24 * 60 * 60 * 1_000;

function hasPeriodicSync(registration: Registration): registration is PeriodicRegistration {
  return "periodicSync" in registration;
}

/** W3: asks to be woken from time to time with no page open; false where it is missing. Rejects where it is refused. */
export async function requestPeriodic(registration: Registration): Promise<boolean> {
  if (!hasPeriodicSync(registration)) return false;
  await registration.periodicSync.register(CONTENT_TAG, { minInterval: ONCE_A_DAY_MS });
  return true;
}
