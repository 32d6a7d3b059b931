import { drainNow } from "../sender.ts";

/** A shop that is slow to take what waits does not keep the shopper from what helps. */
const AT_MOST_MS = 10_000;

/** Sends what waits as far as it can be sent within 10 s. Rejects when the device's database cannot be read. */
export async function flush(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, AT_MOST_MS);
  });
  try {
    await Promise.race([drainNow({ eager: true }), late]);
  } finally {
    clearTimeout(timer);
  }
}
