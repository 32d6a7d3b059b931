import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offerOf, step } from "./machine.ts";
import { freshTab, keyOf, type Target, type UpdateEffect, type UpdateEvent, type UpdateState } from "./state.ts";
import { type Action, arbitraryActions, longestStories, play, secondReload } from "./tab-model.test-suite.ts";

const target = fc.record({
  release: fc.constantFrom("A", "B", "C"),
  deployment: fc.integer({ min: 1, max: 3 }),
});
const place = fc.constantFrom("shop" as const, "checkout" as const, "payment" as const);

/** Everything that could ever be reported, in whatever order, whether it makes sense or not. */
const anyEvent: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.constantFrom<UpdateEvent>(
    { type: "check" },
    { type: "nothing-new" },
    { type: "check-failed" },
    { type: "found" },
    { type: "dropped", worker: "installing" },
    { type: "dropped", worker: "waiting" },
    { type: "accepted" },
    { type: "accepted" },
    { type: "dismissed" },
    { type: "quiet" },
    { type: "returned" },
    { type: "sends-over" },
    { type: "sends-over" },
    { type: "saved" },
    { type: "saved" },
    { type: "late", stage: "finding" },
    { type: "late", stage: "control" },
    { type: "removed" },
  ),
  target.map((to): UpdateEvent => ({ type: "waiting", target: to })),
  target.map((to): UpdateEvent => ({ type: "took-over", target: to })),
  target.map((to): UpdateEvent => ({ type: "stale", target: to })),
  fc.option(target).map((to): UpdateEvent => ({ type: "forced", cause: "skew", target: to })),
  fc.option(target).map((to): UpdateEvent => ({ type: "forced", cause: "unrecoverable", target: to })),
  place.map((to): UpdateEvent => ({ type: "moved", place: to })),
  place.map((to): UpdateEvent => ({ type: "followed", href: "/about", place: to })),
);

interface Happened {
  readonly before: UpdateState;
  readonly event: UpdateEvent;
  readonly effect: UpdateEffect;
}

interface Moment {
  readonly before: UpdateState;
  readonly event: UpdateEvent;
  readonly after: UpdateState;
  readonly effects: readonly UpdateEffect[];
}

/** Plays events on one tab, which is loaded anew, on any release, whenever it leaves. */
function momentsOf(events: readonly UpdateEvent[]): Moment[] {
  let state = freshTab({ page: "A", place: "shop", spent: [], dismissedKey: null });
  return events.map((event) => {
    const before = state;
    const { state: after, effects } = step(before, event);
    const left = after.applying?.stage === "leaving";
    const page = "target" in event && event.target ? event.target.release : after.page;
    state = left ? freshTab({ page, place: after.place, spent: after.spent, dismissedKey: null }) : after;
    return { before, event, after, effects };
  });
}

function history(events: readonly UpdateEvent[]): Happened[] {
  return momentsOf(events).flatMap(({ before, event, effects }) =>
    effects.map((effect) => ({ before, event, effect })),
  );
}

const statesOf = (events: readonly UpdateEvent[]) => momentsOf(events).map(({ after }) => after);

const reloadsOf = (happened: readonly Happened[]) =>
  happened.flatMap(({ effect }) => (effect.do === "reload" && effect.key !== null ? [effect.key] : []));

const events = fc.array(anyEvent, { maxLength: 60 });

describe("Whatever is reported, in whatever order", () => {
  test("a tab reloads at most once for one release of one deployment", () => {
    fc.assert(
      fc.property(events, (reported) => {
        const keys = reloadsOf(history(reported));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { seed: 1, numRuns: 5_000 },
    );
  });

  test("nothing reloads that has not saved first", () => {
    fc.assert(
      fc.property(events, (reported) => {
        for (const { before, effect } of history(reported)) {
          if (effect.do !== "reload") continue;
          expect(["saving", "control"]).toContain(before.applying?.stage);
        }
      }),
      { seed: 2, numRuns: 3_000 },
    );
  });

  test("no worker is told to take over without the shopper's word or a server that refuses the tab", () => {
    fc.assert(
      fc.property(events, (reported) => {
        for (const { before, effect } of history(reported)) {
          if (effect.do !== "skip-waiting") continue;
          const cause = before.applying?.cause ?? "quiet";
          expect(cause !== "quiet" || before.dismissed).toBe(true);
        }
      }),
      { seed: 3, numRuns: 3_000 },
    );
  });

  test("nothing that was dismissed begins by itself in the checkout", () => {
    fc.assert(
      fc.property(events, (reported) => {
        for (const { before, event, effect } of history(reported)) {
          const byItself = effect.do === "go" || (effect.do === "quiesce" && event.type === "quiet");
          if (byItself) expect(before.place).toBe("shop");
        }
      }),
      { seed: 4, numRuns: 3_000 },
    );
  });

  test("nothing is shown during payment, nor begun or ended, but what the server or a lost file forces", () => {
    fc.assert(
      fc.property(events, (reported) => {
        for (const { before, event, effect } of history(reported)) {
          const pays = (event.type === "moved" ? event.place : before.place) === "payment";
          const spared = pays && !before.forced && event.type !== "forced";
          if (spared) expect(["check", "remember-dismissal", "resume"]).toContain(effect.do);
        }
        for (const state of statesOf(reported)) {
          if (state.place !== "payment") continue;
          expect(offerOf(state)).not.toBe("offer");
          if (!state.forced) expect([offerOf(state), state.applying]).toEqual(["none", null]);
        }
      }),
      { seed: 5, numRuns: 5_000 },
    );
  });

  test("nothing is forced that nobody refused", () => {
    fc.assert(
      fc.property(events, (reported) => {
        const unforced = reported.filter(({ type }) => type !== "forced");
        for (const state of statesOf(unforced)) expect(state.forced).toBe(false);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

describe("Deploys, rollbacks, corrupt downloads, refusals, dismissals and other tabs in any order", () => {
  test("never make a tab reload twice for one target, nor go round in circles", () => {
    fc.assert(
      fc.property(arbitraryActions(40), (actions) => {
        const model = play(actions);
        expect(secondReload(model)).toBeNull();
        expect(model.reloads.length).toBeLessThanOrEqual(model.server.deployment);
        expect(model.steps).toBeLessThanOrEqual(actions.length * 12);
      }),
      { seed: 6, numRuns: 4_000 },
    );
  });

  test("leave a shopper who says yes on the release that is live", () => {
    fc.assert(
      fc.property(arbitraryActions(20), (actions) => {
        const model = play(actions);
        Object.assign(model, { corrupt: false, stuck: false });
        model.act("look");
        if (offerOf(model.state) !== "offer") return;
        model.act("accept");
        expect(model.state.page).toBe(model.server.release);
        expect(offerOf(model.state)).toBe("none");
      }),
      { seed: 7, numRuns: 4_000 },
    );
  });

  test("the ten stories for the browser are long, and all different", () => {
    const stories = longestStories(9);
    expect(stories).toHaveLength(10);
    expect(new Set(stories.map(String)).size).toBe(10);
    const used = new Set<Action>(stories.flat());
    expect(used.size).toBeGreaterThan(6);
  });
});

test("a key names the release and the deployment", () => {
  const twice: Target[] = [
    { release: "A", deployment: 1 },
    { release: "A", deployment: 3 },
  ];
  expect(new Set(twice.map(keyOf)).size).toBe(2);
});
