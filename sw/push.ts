import { isShopToWorker } from "../protocol/messages.ts";
import { inWords, log } from "./log.ts";
import { learn } from "./price-versions.ts";
import { worker } from "./scope.ts";

const NEW_PRICES = ["Prices have changed", "The shop shows the new ones."] as const;
const NEUTRAL = ["News from the shop", "Open the shop to see it."] as const;

/** Learns what a push says of the prices, as from any answer; whether it was news. */
async function learnFromPush(data: PushMessageData | null): Promise<boolean> {
  try {
    const pushed: unknown = data?.json();
    return isShopToWorker(pushed) && (await learn(pushed.priceVersion, true));
  } catch (error) {
    log(`a push said nothing: ${inWords(error)}`);
    return false;
  }
}

/**
 * N2: every push is one notification, because a silent one costs the subscription; what cannot be read, or is news no more,
 * is announced as nothing in particular.
 */
export async function takeInPush({ data }: PushEvent): Promise<void> {
  const [title, body] = (await learnFromPush(data)) ? NEW_PRICES : NEUTRAL;
  // A later one takes the place of this one.
  await worker.registration.showNotification(title, { body, tag: "holdfast" });
}
