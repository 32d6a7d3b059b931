import { worker } from "./scope.ts";

const ASK_AGAIN_MS = 500;
const AT_MOST_MS = 30_000;

let asking: Promise<void> | null = null;

async function askUntilIn(): Promise<void> {
  for (let asked = 0; worker.registration.waiting && asked < AT_MOST_MS; asked += ASK_AGAIN_MS) {
    await worker.skipWaiting();
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/**
 * Lets this worker in, once for any number of callers (R5). One word is not enough: a browser that stops the older worker
 * for it and starts that one anew for a request forgets its hurry, and waits until the shopper has done nothing for 30 s.
 */
export function takeOver(): Promise<void> {
  asking ??= askUntilIn().finally(() => {
    asking = null;
  });
  return asking;
}
