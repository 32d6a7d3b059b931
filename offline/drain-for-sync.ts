import { type DrainPorts, drain } from "./drain.ts";

/** Shorter than the 30 s after which a browser may stop a worker without a page. */
const TURNS = 40;
const TURN_MS = 500;

/**
 * W2: drains for one event of background sync. A first call often fails while the network is still coming back, and the
 * browser's own next try is minutes away: what is due within 20 s is sent in the same event, as long as `mayWait`. Rejects
 * while something is left to send, which makes the browser come back later.
 */
export async function drainForSync(
  ports: DrainPorts,
  mayWait: () => boolean,
  wait = (ms: number) => new Promise<unknown>((resolve) => setTimeout(resolve, ms)),
): Promise<void> {
  let { nextAttemptAt } = await drain(ports, { eager: true });
  // Turns are counted, since the device's clock may be set meanwhile; short ones, since a newer worker may need this one to end.
  for (let turn = TURNS; turn > 0 && nextAttemptAt !== null; turn -= 1) {
    if (!mayWait() || nextAttemptAt - ports.now() > turn * TURN_MS) break;
    await wait(TURN_MS);
    if (nextAttemptAt <= ports.now()) ({ nextAttemptAt } = await drain(ports));
  }
  if (nextAttemptAt !== null) throw new Error("The outbox still waits for the server");
}
