import type { Page } from "@playwright/test";
import type { WorkerLog } from "./worker-log.ts";

/** What one tab met with; the soak adds them up. */
export interface TabRecord {
  readonly name: string;
  /** Loads that each accepted update cost this tab. */
  readonly reloads: number[];
  /** How long each accepted update took until the page was there again, in milliseconds. */
  readonly tookMs: number[];
  /** Accepted updates that the shopper had to end with the button to reload. */
  byHand: number;
  readonly errors: string[];
  lostDrafts: number;
  readonly releases: Set<string>;
}

const PRODUCT = "/product/road-end-mug";
const PLACES = ["/cart", PRODUCT, "/checkout"] as const;
const PATIENCE_MS = 45_000;

/** A tab that is shopped in while releases come and go: it notes every load that nobody asked for, and every word lost. */
export class ShoppingTab {
  readonly record: TabRecord;
  readonly #page: Page;
  readonly #workers: WorkerLog;
  #loads = 0;
  #accepted = false;
  #rounds = 0;
  #draft = "";
  /** Pages that this tab asked for since the last deliberate load. */
  #asked: string[] = [];

  constructor(page: Page, name: string, workers: WorkerLog) {
    this.#page = page;
    this.#workers = workers;
    this.record = { name, reloads: [], tookMs: [], byHand: 0, errors: [], lostDrafts: 0, releases: new Set() };
    page.on("load", () => {
      this.#loads += 1;
    });
    page.on("pageerror", (error) => this.#note(`in the page: ${error.message}`));
    page.on("request", (request) => {
      if (request.isNavigationRequest()) this.#asked.push(new URL(request.url()).pathname);
    });
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const failed = response.status() >= 500 && response.request().isNavigationRequest();
      const torn = pathname.includes("/_next/static/") && ![200, 304].includes(response.status());
      if (failed || torn) this.#note(`${response.status()} for ${pathname}`);
    });
  }

  /** Puts something into the cart, and waits until the worker answers for this tab. */
  async begin(): Promise<void> {
    await this.#open(PRODUCT);
    await this.#page.getByRole("button", { name: "Add to cart" }).click();
    await this.#page.getByRole("status").filter({ hasText: "in your cart" }).waitFor({ timeout: PATIENCE_MS });
    await this.#page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: PATIENCE_MS });
    // What is opened under the worker's eyes can be opened again while the shop is away.
    await this.#open(PRODUCT);
  }

  /** Goes somewhere and types something there. */
  async visit(): Promise<void> {
    this.#rounds += 1;
    this.#draft = `word ${this.#rounds} of ${this.record.name}`;
    await this.#noting(async () => {
      await this.#open(PLACES[this.#rounds % PLACES.length] ?? PRODUCT);
      await this.#page.getByLabel("Search the shop").first().fill(this.#draft);
    });
  }

  /** Looks for news, accepts what is offered, and checks that everything is still there. */
  async update(): Promise<void> {
    await this.#noting(async () => {
      await this.#acceptOffer();
      if (!(await this.#stillSays(this.#draft))) this.record.lostDrafts += 1;
      await this.#page
        .getByRole("link", { name: /^Cart.*[1-9]/ })
        .first()
        .waitFor({ timeout: PATIENCE_MS });
    });
  }

  async #noting(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#note(error instanceof Error ? error.message : String(error));
    }
  }

  /** What happened since the last deliberate load is written down; nothing follows. */
  end(): void {
    this.#settle();
  }

  #note(text: string): void {
    this.#workers.note(`${this.record.name} failed`);
    this.record.errors.push(`${this.record.name}, round ${this.#rounds}: ${text.split("\n")[0]}`);
  }

  #settle(): void {
    if (this.#accepted) this.record.reloads.push(this.#loads);
    else if (this.#loads > 0) this.#note(`${this.#loads} loads that nobody asked for`);
    this.#accepted = false;
    this.#loads = 0;
  }

  async #open(path: string): Promise<void> {
    this.#settle();
    await this.#page.goto(path, { timeout: PATIENCE_MS });
    await this.#page.locator("html[data-sw-state]").waitFor({ timeout: PATIENCE_MS });
    this.#loads = 0;
    this.#asked = [];
    await this.#noteRelease();
  }

  /** How far an accepted update came that did not end: what the page says, the workers that it sees, and who holds which lock. */
  async #standing(): Promise<string> {
    const told = this.#page.evaluate(async () => {
      const { dataset } = document.documentElement;
      const registration = await navigator.serviceWorker.getRegistration();
      const { held, pending } = await navigator.locks.query();
      return JSON.stringify({
        page: { ...dataset },
        workers: [registration?.installing, registration?.waiting, registration?.active].map((one) => one?.state),
        held: held?.map(({ name }) => name),
        pending: pending?.map(({ name }) => name),
      });
    });
    const silent = new Promise<string>((resolve) => setTimeout(resolve, 5_000, "the page does not answer"));
    const stands = await Promise.race([told.catch((error: Error) => error.message.split("\n")[0]), silent]);
    return `asked for since: ${this.#asked.join(", ") || "nothing"}; ${stands}; ${this.#workers}`;
  }

  async #noteRelease(): Promise<void> {
    this.record.releases.add((await this.#page.locator("html").getAttribute("data-release")) ?? "none");
  }

  /** What is typed comes back a moment after a reload. */
  async #stillSays(draft: string): Promise<boolean> {
    const says = (words: string) => [...document.querySelectorAll("input")].some(({ value }) => value === words);
    return this.#page.waitForFunction(says, draft, { timeout: 15_000 }).then(
      () => true,
      () => false,
    );
  }

  /** Answers false once nothing waits any more, as where another tab of this shopper has let it in. */
  async #othersWereFaster(): Promise<false> {
    const nothingWaits = async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.waiting == null && document.documentElement.dataset.updatePhase === "idle";
    };
    await this.#page
      .waitForFunction(nothingWaits, null, { timeout: PATIENCE_MS, polling: 250 })
      .catch((error: Error) => this.#workers.note(`${this.record.name} is still offered it: ${error.name}`));
    return false;
  }

  /** Lets the browser look for a newer worker, as it does when a tab comes to the front, and accepts what the shop offers. */
  async #acceptOffer(): Promise<void> {
    const waits = await this.#page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      // A shop that cannot be reached at the moment has no news.
      await registration?.update().catch((error: unknown) => console.info("No look for news", error));
      const installing = registration?.installing;
      if (installing) {
        await new Promise<void>((resolve) => {
          installing.addEventListener("statechange", () => resolve(), { once: true });
        });
      }
      return registration?.waiting != null;
    });
    if (!waits) return;
    const notice = this.#page.getByRole("region", { name: "New version of the shop" });
    const button = notice.getByRole("button", { name: "Update now" });
    const offered = await Promise.race([
      button.waitFor({ timeout: PATIENCE_MS }).then(
        () => true,
        () => false,
      ),
      this.#othersWereFaster(),
    ]);
    if (!offered) return;
    this.#accepted = await button.evaluateAll((buttons) => {
      for (const one of buttons) if (one instanceof HTMLElement) one.click();
      return document.documentElement.dataset.updatePhase === "applying";
    });
    // What is offered no more at the last moment cannot be accepted.
    if (!this.#accepted) return;
    this.#workers.note(`${this.record.name} accepted`);
    const accepted = Date.now();
    const loaded = this.#page.waitForEvent("load", { timeout: PATIENCE_MS }).then(
      () => null,
      (error: Error) => error,
    );
    // A worker that takes its time to take over leaves the reload to the shopper (R5).
    const byHand = notice.getByRole("button", { name: "Reload the page" });
    const asked = byHand.waitFor({ timeout: PATIENCE_MS }).then(
      () => true,
      () => false,
    );
    if (await Promise.race([loaded.then(() => false), asked])) {
      this.record.byHand += 1;
      await byHand.click();
    }
    const failure = await loaded;
    if (failure) throw new Error(`${failure.message.split("\n")[0]}; ${await this.#standing()}`);
    this.record.tookMs.push(Date.now() - accepted);
    await this.#page.locator("html[data-sw-state]").waitFor({ timeout: PATIENCE_MS });
    await this.#noteRelease();
  }
}
