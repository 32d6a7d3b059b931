import { describe, expect, test } from "vitest";
import { offerOf, step } from "./machine.ts";
import { freshTab, type Target, type UpdateEffect, type UpdateEvent, type UpdateState } from "./state.ts";

const A: Target = { release: "A", deployment: 1 };
const B: Target = { release: "B", deployment: 2 };
const C: Target = { release: "C", deployment: 3 };

const tab = (change: Partial<UpdateState> = {}): UpdateState => ({
  ...freshTab({ page: "A", place: "shop", spent: [], dismissedKey: null }),
  ...change,
});

function having(...events: UpdateEvent[]): UpdateState {
  return events.reduce((state, event) => step(state, event).state, tab());
}

const check: UpdateEvent = { type: "check" };
const found: UpdateEvent = { type: "found" };
const waits = (target: Target): UpdateEvent => ({ type: "waiting", target });
const tookOver = (target: Target): UpdateEvent => ({ type: "took-over", target });
const accepted: UpdateEvent = { type: "accepted" };
const dismissed: UpdateEvent = { type: "dismissed" };
const quiet: UpdateEvent = { type: "quiet" };
const returned: UpdateEvent = { type: "returned" };
const sendsOver: UpdateEvent = { type: "sends-over" };
const saved: UpdateEvent = { type: "saved" };
const skew = (target: Target | null): UpdateEvent => ({ type: "forced", cause: "skew", target });
const late = (stage: "finding" | "control"): UpdateEvent => ({ type: "late", stage });
const moved = (place: "shop" | "checkout" | "payment"): UpdateEvent => ({ type: "moved", place });
const follow = (place: "shop" | "checkout"): UpdateEvent => ({ type: "followed", href: "/about", place });

const BEGIN: UpdateEffect[] = [{ do: "quiesce" }, { do: "await-sends" }];
const SAVE: UpdateEffect[] = [{ do: "save" }];
const SKIP: UpdateEffect = { do: "skip-waiting" };
const CONTROL: UpdateEffect[] = [SKIP, { do: "time", stage: "control" }];
const FIND: UpdateEffect[] = [{ do: "check" }, { do: "time", stage: "finding" }];
const RESUME: UpdateEffect = { do: "resume" };
const reload = (key: string | null): UpdateEffect => ({ do: "reload", key });

const inControl = [waits(B), accepted, sendsOver, saved];
const manual = [...inControl, late("control")];
const hushed = [waits(B), dismissed];
const manualInCheckout = having(...manual, moved("checkout"));
const refused = step(tab({ spent: ["B@2"], place: "checkout" }), skew(B)).state;
const loadedAfterHush = step(tab({ dismissedKey: "B@2" }), waits(B)).state;
const remember = (key: string): UpdateEffect => ({ do: "remember-dismissal", key });

type Offer = ReturnType<typeof offerOf>;
type Row = readonly [
  title: string,
  from: UpdateState,
  event: UpdateEvent,
  to: UpdateState["phase"],
  offer: Offer,
  readonly UpdateEffect[],
];

const ONTO_PAYMENT = [moved("payment"), "ready", "none", [RESUME]] as const;
const HIDDEN = ["failed", "none", [RESUME]] as const;
const STAYS_BUSY = ["applying", "busy", []] as const;

const EDGES: Row[] = [
  ["idle, asked to look", tab(), check, "checking", "none", [{ do: "check" }]],
  ["checking, nothing new", having(check), { type: "nothing-new" }, "idle", "none", []],
  ["checking, offline", having(check), { type: "check-failed" }, "idle", "none", []],
  ["checking, asked once more", having(check), check, "checking", "none", []],
  ["checking, a newer worker", having(check), found, "downloading", "none", []],
  ["idle, the browser found it by itself", tab(), found, "downloading", "none", []],
  ["idle, one waits since before", tab(), waits(B), "ready", "offer", []],
  ["downloading, installed", having(check, found), waits(B), "ready", "offer", []],
  [
    "downloading, the manifest is corrupt",
    having(found),
    { type: "dropped", worker: "installing" },
    "failed",
    "none",
    [],
  ],
  [
    "failed to download, asked to look",
    having(found, { type: "dropped", worker: "installing" }),
    check,
    "checking",
    "none",
    [{ do: "check" }],
  ],
  ["ready, a second deploy downloads", having(waits(B)), found, "ready", "offer", []],
  ["ready, the second deploy waits instead", having(waits(B), found), waits(C), "ready", "offer", []],
  [
    "ready, the second deploy is corrupt",
    having(waits(B), found),
    { type: "dropped", worker: "installing" },
    "ready",
    "offer",
    [],
  ],
  ["ready, asked to look for a newer one", having(waits(B)), check, "ready", "offer", [{ do: "check" }]],
  ["ready, taken back", having(waits(B)), { type: "dropped", worker: "waiting" }, "idle", "none", []],
  ["ready, the worker removed itself", having(waits(B)), { type: "removed" }, "idle", "none", []],
  ["ready, another tab accepted", having(waits(B)), tookOver(B), "ready", "offer", []],
  ["ready, at the payment", having(waits(B)), { type: "moved", place: "payment" }, "ready", "none", []],
  ["ready, in the checkout", having(waits(B)), { type: "moved", place: "checkout" }, "ready", "offer", []],
  ["ready, at the payment, accepted all the same", having(waits(B), moved("payment")), accepted, "ready", "none", []],
  ["applying, on to the payment", having(waits(B), accepted), moved("payment"), "ready", "none", [RESUME]],
  ["applying, on to the payment while it saves", having(waits(B), accepted, sendsOver), ...ONTO_PAYMENT],
  ["applying, on to the payment while the worker is let in", having(...inControl), ...ONTO_PAYMENT],
  ["applying, on to the checkout", having(waits(B), accepted), moved("checkout"), "applying", "busy", []],
  ["let in during the payment after all", having(...inControl, moved("payment")), tookOver(B), "ready", "none", []],
  [
    "let in during the payment, and the payment is over",
    having(...inControl, moved("payment"), tookOver(B)),
    moved("shop"),
    "ready",
    "offer",
    [],
  ],
  ["manual, on to the payment", manualInCheckout, moved("payment"), "failed", "none", []],
  ["manual, the button, and on to the payment", step(manualInCheckout, accepted).state, moved("payment"), ...HIDDEN],
  ["refused for good, on to the payment", refused, moved("payment"), "failed", "manual", []],
  [
    "refused for good, the button during payment",
    step(refused, moved("payment")).state,
    accepted,
    "applying",
    "busy",
    BEGIN,
  ],
  [
    "refused while it was to change over unseen, and the worker is late",
    having(...hushed, quiet, skew(C), sendsOver, saved),
    late("control"),
    "failed",
    "manual",
    [RESUME],
  ],
  [
    "refused while only the worker was missing, which comes",
    [...hushed, quiet, skew(C), sendsOver, saved].reduce(
      (state, event) => step(state, event).state,
      tab({ page: "B" }),
    ),
    tookOver(B),
    "failed",
    "manual",
    [RESUME],
  ],
  ["skew, on to the payment", having(waits(B), skew(B)), moved("payment"), "applying", "busy", []],
  [
    "accepted, then refused, on to the payment",
    having(waits(B), accepted, skew(B)),
    moved("payment"),
    "applying",
    "busy",
    [],
  ],
  ["skew during payment", having(waits(B), moved("payment")), skew(B), "applying", "busy", BEGIN],
  ["applying quietly, then refused, the shopper returns", having(...hushed, quiet, skew(B)), returned, ...STAYS_BUSY],
  ["ready, accepted", having(waits(B)), accepted, "applying", "busy", BEGIN],
  ["ready, dismissed", having(waits(B)), dismissed, "ready", "none", [{ do: "remember-dismissal", key: "B@2" }]],
  ["ready, quiet without a word of the shopper", having(waits(B)), quiet, "ready", "offer", []],
  ["dismissed, another deploy waits", having(...hushed), waits(C), "ready", "none", [remember("C@3")]],
  ["dismissed, another deploy waits, told twice", having(...hushed, waits(C)), waits(C), "ready", "none", []],
  ["dismissed before this page, another deploy waits", loadedAfterHush, waits(C), "ready", "none", [remember("C@3")]],
  ["dismissed, quiet", having(...hushed), quiet, "applying", "none", BEGIN],
  [
    "dismissed, quiet in the checkout",
    having(...hushed, { type: "moved", place: "checkout" }),
    quiet,
    "ready",
    "none",
    [],
  ],
  [
    "dismissed, a link is followed",
    having(...hushed),
    follow("shop"),
    "applying",
    "none",
    [{ do: "quiesce" }, SKIP, { do: "go", href: "/about" }],
  ],
  ["dismissed, a link into the checkout", having(...hushed), follow("checkout"), "ready", "none", []],
  [
    "dismissed and accepted elsewhere, a link is followed",
    having(...hushed, tookOver(B)),
    follow("shop"),
    "applying",
    "none",
    [{ do: "go", href: "/about" }],
  ],
  ["not dismissed, a link is followed", having(waits(B)), follow("shop"), "ready", "offer", []],
  ["applying quietly, the shopper returns", having(...hushed, quiet), returned, "ready", "none", [RESUME]],
  ["applying, what was under way has arrived", having(waits(B), accepted), sendsOver, "applying", "busy", SAVE],
  ["applying, saved", having(waits(B), accepted, sendsOver), saved, "applying", "busy", CONTROL],
  [
    "applying, saved, nothing waits any more",
    having(waits(B), tookOver(B), accepted, sendsOver),
    saved,
    "applying",
    "busy",
    [reload("B@2")],
  ],
  ["applying, control has changed", having(...inControl), tookOver(B), "applying", "busy", [reload("B@2")]],
  ["applying, a newer deploy waits instead", having(...inControl), waits(C), "applying", "busy", [SKIP]],
  ["applying, control does not change", having(...inControl), late("control"), "failed", "manual", [RESUME]],
  [
    "applying, the worker that waited is gone",
    having(...inControl),
    { type: "dropped", worker: "waiting" },
    "applying",
    "busy",
    [reload("B@2")],
  ],
  [
    "applying, the worker removed itself",
    having(...inControl),
    { type: "removed" },
    "applying",
    "busy",
    [reload("B@2")],
  ],
  ["applying, another tab was faster", having(waits(B), accepted), tookOver(B), "applying", "busy", []],
  ["applying, skew", having(waits(B), accepted), skew(B), "applying", "busy", []],
  ["leaving, whatever comes", having(...inControl, tookOver(B)), tookOver(C), "applying", "busy", []],
  [
    "leaving, the tab cannot remember it",
    having(...inControl, tookOver(B)),
    { type: "stays" },
    "failed",
    "manual",
    [RESUME],
  ],
  ["the reload stays undone where there was none", having(waits(B)), { type: "stays" }, "ready", "offer", []],
  [
    "dismissed, and this page came with it",
    tab({ page: "B", dismissedKey: "B@2" }),
    waits(B),
    "applying",
    "none",
    BEGIN,
  ],
  [
    "dismissed, and this page of the checkout came with it",
    tab({ page: "B", place: "checkout", dismissedKey: "B@2" }),
    waits(B),
    "ready",
    "none",
    [],
  ],
  [
    "applying quietly, control does not change",
    having(...hushed, quiet, sendsOver, saved),
    late("control"),
    "ready",
    "none",
    [RESUME],
  ],
  ["manual, the button", having(...manual), accepted, "applying", "busy", BEGIN],
  ["manual, the button, sends are over", having(...manual, accepted), sendsOver, "applying", "busy", SAVE],
  [
    "manual, the button, saved: its reload needs no worker",
    having(...manual, accepted, sendsOver),
    saved,
    "applying",
    "busy",
    [reload(null)],
  ],
  ["manual, the button was pressed, and again", having(...manual, accepted), accepted, "applying", "busy", []],
  ["leaving by hand, control changes late", having(...manual, accepted, sendsOver, saved), tookOver(B), ...STAYS_BUSY],
  ["manual, control changes late", having(...manual), tookOver(B), "failed", "manual", []],
  ["manual, another deploy waits", having(...manual), waits(C), "ready", "offer", []],
  ["skew, nothing known yet", tab(), skew(B), "applying", "busy", FIND],
  ["skew, one waits", having(waits(B)), skew(B), "applying", "busy", BEGIN],
  ["skew, found", having(skew(B)), waits(B), "applying", "busy", BEGIN],
  ["skew, nothing is found", having(skew(B)), { type: "nothing-new" }, "applying", "busy", BEGIN],
  ["skew, finding it takes too long", having(skew(B)), late("finding"), "applying", "busy", BEGIN],
  [
    "skew, what was found is corrupt",
    having(skew(B), found),
    { type: "dropped", worker: "installing" },
    "applying",
    "busy",
    BEGIN,
  ],
  [
    "skew, nothing found, saved",
    having(skew(B), { type: "nothing-new" }, sendsOver),
    saved,
    "applying",
    "busy",
    [reload("B@2")],
  ],
  ["skew, although this tab has reloaded for it", tab({ spent: ["B@2"] }), skew(B), "failed", "manual", []],
  ["skew, nobody knows towards what", tab(), skew(null), "failed", "manual", []],
  [
    "a file is gone everywhere",
    tab(),
    { type: "forced", cause: "unrecoverable", target: A },
    "applying",
    "busy",
    BEGIN,
  ],
  ["stale at boot", tab(), { type: "stale", target: B }, "ready", "offer", []],
];

describe("Every edge of the machine", () => {
  test.each(EDGES)("%s", (_title, from, event, phase, offer, effects) => {
    const { state, effects: done } = step(from, event);
    expect(state.phase).toBe(phase);
    expect(offerOf(state)).toBe(offer);
    expect(done).toEqual(effects);
  });
});

describe("What the shopper was told holds", () => {
  test("the newest of several deploys is what is applied", () => {
    const state = having(waits(B), waits(C), accepted, sendsOver, saved);
    expect(step(state, tookOver(C)).effects).toEqual([reload("C@3")]);
  });

  test("a dismissal outlives a navigation, and no other target", () => {
    const loaded = tab({ dismissedKey: "B@2" });
    expect(offerOf(step(loaded, waits(B)).state)).toBe("none");
    expect(offerOf(step(loaded, waits(C)).state)).toBe("offer");
  });

  test("what was put off is not offered to the page that came with the deploy after it", () => {
    const key = [waits(B), dismissed, waits(C)].flatMap((event, index, all) =>
      step(having(...all.slice(0, index)), event).effects.flatMap((effect) =>
        effect.do === "remember-dismissal" ? [effect.key] : [],
      ),
    );
    expect(key).toEqual(["B@2", "C@3"]);
    const next = step(tab({ page: "C", dismissedKey: "C@3" }), waits(C));
    expect([offerOf(next.state), next.effects]).toEqual(["none", BEGIN]);
  });

  test("a second reload for one target is left to the shopper", () => {
    const state = { ...having(...inControl), spent: ["B@2"] };
    const { state: end, effects } = step(state, tookOver(B));
    expect([end.phase, offerOf(end), effects]).toEqual(["failed", "manual", [RESUME]]);
    const byHand = [accepted, sendsOver].reduce((now, event) => step(now, event).state, end);
    expect(step(byHand, saved).effects).toEqual([reload(null)]);
  });

  test("a tab that is of the new release already does not reload behind the shopper's back", () => {
    const state = [waits(B), dismissed, quiet, sendsOver, saved].reduce(
      (now, event) => step(now, event).state,
      tab({ page: "B" }),
    );
    const { state: end, effects } = step(state, tookOver(B));
    expect([end.phase, offerOf(end), effects]).toEqual(["idle", "none", [RESUME]]);
  });

  test("going back to a release that was reloaded for before is another deployment", () => {
    const state = tab({ page: "B", spent: ["A@1", "B@2"] });
    const again: Target = { release: "A", deployment: 3 };
    const end = [waits(again), accepted, sendsOver, saved].reduce((now, event) => step(now, event).state, state);
    expect(step(end, tookOver(again)).effects).toEqual([reload("A@3")]);
  });
});
