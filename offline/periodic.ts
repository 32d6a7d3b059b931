import type { Registration } from "./fallbacks.ts";
import { WARM_TAG } from "./triggers.ts";

interface PeriodicRegistration extends Registration {
  readonly periodicSync: { register(tag: string, options: { minInterval: number }): Promise<void> };
}

const TWICE_A_DAY_MS = 12 * 60 * 60 * 1_000;

function hasPeriodicSync(registration: Registration): registration is PeriodicRegistration {
  return "periodicSync" in registration;
}

/** W3: asks to be woken from time to time with no page open; false where it is missing. Rejects where it is refused. */
export async function requestPeriodic(registration: Registration): Promise<boolean> {
  if (!hasPeriodicSync(registration)) return false;
  await registration.periodicSync.register(WARM_TAG, { minInterval: TWICE_A_DAY_MS });
  return true;
}
