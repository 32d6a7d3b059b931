import fc from "fast-check";
import { offerOf, step } from "./machine.ts";
import { freshTab, type Target, type UpdateEffect, type UpdateEvent, type UpdateState } from "./state.ts";

/**
 * What can happen to a shop and a tab: another release goes out, or the one before again; the next download is corrupt;
 * the server refuses the tab's version; the shopper says yes, or later, or looks away, or follows a link; another tab
 * says yes; the next worker does not take over; the worker is removed from the server's side; the browser looks for news.
 */
export const ACTIONS = [
  "switch",
  "corrupt",
  "skew",
  "accept",
  "dismiss",
  "look-away",
  "follow",
  "other-accepts",
  "stuck",
  "remove",
  "look",
] as const;
export type Action = (typeof ACTIONS)[number];

/** One browser with one tab, and the server, as far as updates go; every effect is carried out at once. */
export class TabModel {
  server: Target = { release: "A", deployment: 1 };
  active: Target | null = { release: "A", deployment: 1 };
  waiting: Target | null = null;
  corrupt = false;
  stuck = false;
  state: UpdateState = freshTab({ page: "A", place: "shop", spent: [], dismissedKey: null });
  dismissedKey: string | null = null;
  /** Keys of the reloads that the machine made, and how often pages were loaded for other reasons. */
  readonly reloads: string[] = [];
  byHand = 0;
  /** Steps of the machine so far, those without consequence left out. */
  steps = 0;

  act(action: Action): void {
    switch (action) {
      case "switch":
        this.server = {
          release: this.server.release === "A" ? "B" : "A",
          deployment: this.server.deployment + 1,
        };
        break;
      case "corrupt":
        this.corrupt = true;
        break;
      case "stuck":
        this.stuck = true;
        break;
      case "skew":
        this.send({ type: "forced", cause: "skew", target: this.server });
        break;
      case "accept":
        if (["offer", "manual"].includes(offerOf(this.state))) this.send({ type: "accepted" });
        break;
      case "dismiss":
        if (offerOf(this.state) === "offer") this.send({ type: "dismissed" });
        break;
      case "look-away":
        this.send({ type: "quiet" });
        break;
      case "follow":
        this.send({ type: "followed", href: "/about", place: "shop" });
        break;
      case "other-accepts":
        this.takeOver();
        break;
      case "remove":
        this.active = null;
        this.waiting = null;
        this.send({ type: "removed" });
        break;
      case "look":
        this.send({ type: "check" });
    }
  }

  send(event: UpdateEvent): void {
    const { state, effects } = step(this.state, event);
    if (state !== this.state || effects.length > 0) this.steps += 1;
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
  }

  private carryOut(effect: UpdateEffect): void {
    switch (effect.do) {
      case "check":
        this.check();
        break;
      case "await-sends":
        this.send({ type: "sends-over" });
        break;
      case "save":
        this.send({ type: "saved" });
        break;
      case "skip-waiting":
        this.takeOver();
        break;
      case "time":
        if (this.state.applying?.stage === effect.stage) this.send({ type: "late", stage: effect.stage });
        break;
      case "remember-dismissal":
        this.dismissedKey = effect.key;
        break;
      case "reload":
        if (effect.key === null) this.byHand += 1;
        else this.reloads.push(effect.key);
        this.load();
        break;
      case "go":
        this.load();
        break;
      case "quiesce":
      case "resume":
        break;
    }
  }

  private check(): void {
    const newest = this.waiting ?? this.active;
    if (newest?.release === this.server.release) {
      this.send({ type: "nothing-new" });
      return;
    }
    this.send({ type: "found" });
    if (this.corrupt) {
      this.corrupt = false;
      this.send({ type: "dropped", worker: "installing" });
    } else {
      this.waiting = this.server;
      this.send({ type: "waiting", target: this.server });
    }
  }

  private takeOver(): void {
    if (!this.waiting) return;
    if (this.stuck) {
      this.stuck = false;
      return;
    }
    this.active = this.waiting;
    this.waiting = null;
    this.send({ type: "took-over", target: this.active });
  }

  /** A document is network-first; a tab without a worker registers one, which is a first visit and no update. */
  private load(): void {
    this.active ??= this.server;
    this.state = freshTab({
      page: this.server.release,
      place: "shop",
      spent: this.state.spent,
      dismissedKey: this.dismissedKey,
    });
    if (this.waiting) this.send({ type: "waiting", target: this.waiting });
  }
}

/** The reload that a machine must never make: a second one for the same release of the same deployment. */
export function secondReload(model: TabModel): string | null {
  return model.reloads.find((key, index) => model.reloads.indexOf(key) !== index) ?? null;
}

export function play(actions: readonly Action[]): TabModel {
  const model = new TabModel();
  for (const action of actions) model.act(action);
  return model;
}

export const arbitraryActions = (maxLength: number) =>
  fc.array(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength });

const SEED = 20261127;

/** Of many random stories the ten that move the machine most; the same ones in every run. */
export function longestStories(maxLength: number): readonly (readonly Action[])[] {
  const stories = fc.sample(arbitraryActions(maxLength), { seed: SEED, numRuns: 3_000 });
  return stories
    .map((actions) => ({ actions, steps: play(actions).steps }))
    .sort((one, other) => other.steps - one.steps)
    .slice(0, 10)
    .map(({ actions }) => actions);
}
