import type { Browser, Page } from "@playwright/test";
import { openSavedCart } from "../../e2e/lib/mugs.ts";
import { secondDevice } from "../../e2e/lib/second-device.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { launchBrowser } from "../lib/browser.ts";
import { median, percentile } from "../lib/hammer.ts";
import { inWords, type LinkProfile, MOBILE_4G, openLink } from "../lib/link.ts";
import type { Ratio } from "../lib/report.ts";

const CHANGES = 100;
const PROMISED_MS = 1_000;

interface Drift {
  /** When the button was pressed, and when the shop had confirmed it; milliseconds since 1970, 0 before. */
  pressed: number;
  confirmed: number;
}

/** Presses a button of the cart; the answered function waits until nothing is left to be sent. */
async function press(page: Page, button: string): Promise<() => Promise<Drift>> {
  await page.evaluate((label) => {
    const drift: Drift = { pressed: 0, confirmed: 0 };
    let queued = false;
    const channel = new BroadcastChannel("holdfast");
    channel.addEventListener("message", ({ data }) => {
      if (data.type !== "QUEUE_STATE") return;
      if (data.waiting > 0) queued = true;
      else if (queued) {
        drift.confirmed ||= Date.now();
        channel.close();
      }
    });
    Object.assign(window, { drift });
    drift.pressed = Date.now();
    document.querySelector<HTMLButtonElement>(`button[aria-label^="${label}"]`)?.click();
  }, button);
  return async () => {
    const done = await page.waitForFunction(() => {
      const { drift } = window as unknown as { drift: Drift };
      return drift.confirmed > 0 ? drift : null;
    });
    const drift = await done.jsonValue();
    if (drift === null) throw new Error("a change that was waited for is gone");
    return drift;
  };
}

/** Begins to look for a quantity on a screen, frame by frame; the answered function waits for when it is there. */
async function watch(page: Page, quantity: number): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const look = () => {
      const field = document.querySelector<HTMLInputElement>('input[aria-label^="Quantity of"]');
      if (field?.value === wanted) Object.assign(window, { shown: Date.now() });
      else requestAnimationFrame(look);
    };
    Object.assign(window, { shown: 0 });
    look();
  }, String(quantity));
  return async () => {
    const done = await page.waitForFunction(() => (window as unknown as { shown: number }).shown);
    return done.jsonValue();
  };
}

interface Drifts {
  readonly confirmed: number[];
  readonly shown: number[];
}

/** Both devices on lines of this kind of their own. */
async function driftOn(browser: Browser, shop: Shop, profile: LinkProfile | null): Promise<Drifts> {
  const [one, other] = [await openLink(shop.origin), await openLink(shop.origin)];
  const context = await browser.newContext({ baseURL: one.origin });
  try {
    const phone = await context.newPage();
    await openSavedCart(phone);
    const { page: laptop } = await secondDevice(browser, phone, other.origin);
    for (const link of [one, other]) link.shape(profile);
    const drifts: Drifts = { confirmed: [], shown: [] };
    // The first two wait until the other device follows, and are not counted.
    for (let change = -2; change < CHANGES; change += 1) {
      const isMore = change % 2 === 0;
      const shown = await watch(laptop, isMore ? 2 : 1);
      const settled = await press(phone, isMore ? "One more" : "One fewer");
      const { pressed, confirmed } = await settled();
      const seen = await shown();
      if (change < 0) continue;
      drifts.confirmed.push(confirmed - pressed);
      drifts.shown.push(seen - pressed);
    }
    await laptop.context().close();
    return drifts;
  } finally {
    await context.close();
    await one.close();
    await other.close();
  }
}

function inMs(values: readonly number[]): string {
  const [p50, p99] = [median(values), percentile(values, 0.99)].map((value) => value.toFixed(0));
  return `median ${p50} ms, p99 ${p99} ms, at most ${Math.max(...values)} ms`;
}

/** How long a change of the cart takes from the press of the button until the shop has it, and onto another device's screen (Y2). */
export async function benchCartLive(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const browser = await launchBrowser();
  try {
    const ratios: Ratio[] = [];
    for (const profile of [null, MOBILE_4G]) {
      const { confirmed, shown } = await driftOn(browser, shop, profile);
      const name = profile?.name ?? "the same machine";
      const detail = `${CHANGES} changes; ${profile ? inWords(profile) : "no delay on the line"}`;
      ratios.push(
        {
          name: `until a change is confirmed on ${name}, p99 ÷ the second that is promised`,
          value: percentile(confirmed, 0.99) / PROMISED_MS,
          atMost: 1,
          detail: `${inMs(confirmed)}; ${detail}`,
        },
        {
          name: `until it is on another device's screen on ${name}, p99 ÷ that second`,
          value: percentile(shown, 0.99) / PROMISED_MS,
          detail: `${inMs(shown)}; ${detail}`,
        },
      );
    }
    return { title: "A cart on two devices", ratios };
  } finally {
    await browser.close();
  }
}
