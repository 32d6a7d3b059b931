import type { Browser, BrowserContext } from "@playwright/test";
import type { Shop } from "../../e2e/lib/shop.ts";
import { percentile } from "../lib/hammer.ts";
import { ShoppingTab, type TabRecord } from "./tab.ts";
import { WorkerLog } from "./worker-log.ts";

export interface SoakSize {
  readonly switches: number;
  /** Tabs in all, dealt out among the shoppers; tabs of one shopper share worker, cart and storage. */
  readonly tabs: number;
  readonly shoppers: number;
  /** How often the live host is killed, spread over the switches. */
  readonly kills: number;
}

export interface SoakReport {
  readonly switches: number;
  readonly kills: number;
  readonly tabs: readonly TabRecord[];
}

/** Waits until the shop answers with a release, or with any; a kept connection could still lead to an older host. */
async function untilLive(shop: Shop, release?: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const live = await fetch(`${shop.origin}/sw-manifest.json`, {
      headers: { Connection: "close" },
      signal: AbortSignal.timeout(5_000),
    })
      .then(async (response) => (response.ok ? String((await response.json()).id) : null))
      .catch(() => null);
    if (live !== null && (release === undefined || live === release)) return;
    if (Date.now() > deadline) throw new Error(`the shop does not answer with release ${release ?? "any"}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openTabs(browser: Browser, shop: Shop, { tabs, shoppers }: SoakSize): Promise<ShoppingTab[]> {
  const contexts = await Promise.all(
    Array.from({ length: shoppers }, () => browser.newContext({ baseURL: shop.origin })),
  );
  const logs = new Map<BrowserContext, WorkerLog>();
  const opened: ShoppingTab[] = [];
  for (let index = 0; index < tabs; index += 1) {
    const context = contexts[index % shoppers];
    if (!context) throw new RangeError("a soak needs shoppers");
    const page = await context.newPage();
    const workers = logs.get(context) ?? (await WorkerLog.follow(context, page));
    logs.set(context, workers);
    const tab = new ShoppingTab(page, `tab ${index + 1}`, workers);
    await tab.begin();
    opened.push(tab);
  }
  return opened;
}

/** Deploys one release after the other while tabs are shopped in, and kills the host in the middle of some rounds. */
export async function soakDeploys(
  options: {
    readonly shop: Shop;
    readonly browser: Browser;
    readonly releases: readonly string[];
    readonly size: SoakSize;
  },
  say: (line: string) => void = () => {},
): Promise<SoakReport> {
  const { shop, browser, releases, size } = options;
  const tabs = await openTabs(browser, shop, size);
  let kills = 0;
  let told = 0;
  for (let made = 1; made <= size.switches; made += 1) {
    const release = releases[made % releases.length] ?? shop.release;
    await shop.switchTo(release);
    await untilLive(shop, release);
    // Under a debugger a browser loses a page that is asked for while a worker is ended for another, so none is.
    await Promise.all(tabs.map((tab) => tab.visit()));
    const rounds = Promise.all(tabs.map((tab) => tab.update()));
    if (Math.floor((made * size.kills) / size.switches) > kills) {
      await shop.killHost();
      kills += 1;
    }
    await rounds;
    await untilLive(shop);
    const errors = tabs.flatMap(({ record }) => record.errors);
    say([`switch ${made}/${size.switches}, ${kills} kills, ${errors.length} errors`, ...errors.slice(told)].join("\n"));
    told = errors.length;
  }
  for (const tab of tabs) tab.end();
  return { switches: size.switches, kills, tabs: tabs.map(({ record }) => record) };
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** What must not happen: an error, a word lost, or more than one reload for one accepted update. */
export function findingsOf({ tabs }: SoakReport): string[] {
  const lost = total(tabs.map(({ lostDrafts }) => lostDrafts));
  return [
    ...tabs.flatMap(({ errors }) => errors),
    ...(lost > 0 ? [`${lost} lost drafts`] : []),
    ...tabs.flatMap(({ name, reloads }) =>
      reloads.filter((loads) => loads > 1).map((loads) => `${name}: ${loads} reloads for one accepted update`),
    ),
  ];
}

export function soakLines(report: SoakReport): string[] {
  const { tabs, switches, kills } = report;
  const accepted = total(tabs.map(({ reloads }) => reloads.length));
  const tookMs = tabs.flatMap((tab) => tab.tookMs);
  const seconds = (share: number) => (percentile(tookMs, share) / 1_000).toFixed(1);
  return [
    ...tabs.map(
      ({ name, reloads, errors, lostDrafts, releases }) =>
        `${name}: ${total(reloads)} reloads for ${reloads.length} accepted updates, ${releases.size} releases seen, ${errors.length} errors, ${lostDrafts} lost drafts`,
    ),
    `${switches} switches, ${kills} kills, ${tabs.length} tabs: ${accepted} updates accepted, ${total(tabs.flatMap(({ reloads }) => reloads))} reloads, ${total(tabs.map(({ byHand }) => byHand))} of them by hand, ${total(tabs.map(({ errors }) => errors.length))} errors, ${total(tabs.map(({ lostDrafts }) => lostDrafts))} lost drafts`,
    ...(tookMs.length > 0
      ? [
          `from "Update now" to the new page: ${seconds(0.5)} s in the median, ${seconds(0.99)} s p99, ${seconds(1)} s at the most`,
        ]
      : []),
  ];
}
