import type { CheckReason } from "../../../domain/updates/checks.ts";
import { offerOf, step } from "../../../domain/updates/machine.ts";
import { placeOf } from "../../../domain/updates/places.ts";
import { freshTab, type Target, type UpdateEvent, type UpdateState } from "../../../domain/updates/state.ts";
import { onDevice, onFull } from "../../../offline/database.ts";
import { waitsForUpdate } from "../../../offline/outbox.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { askWorker } from "../ask-worker.ts";
import { BASE_PATH, withoutBase } from "../base-path.ts";
import { externalStore } from "../external-store.ts";
import { keepAlive } from "../long-work.ts";
import { pageRelease } from "../page-host.ts";
import { warmWhenIdle } from "../warming.ts";
import { checkBoot } from "./boot.ts";
import { scheduleChecks } from "./check.ts";
import { carryOut, saveThisTab } from "./effects.ts";
import { forgetTouched, watchFields } from "./fields.ts";
import { followWorkers } from "./follow-workers.ts";
import { hrefOfClick } from "./links.ts";
import { liveTarget } from "./live-target.ts";
import { watchQuiet } from "./quiet.ts";
import { restorePlace } from "./return.ts";
import type { Hear } from "./start.ts";
import { recall } from "./tab-memory.ts";

let state: UpdateState = freshTab({ page: pageRelease(), place: placeOf(withoutBase(location.pathname)), ...recall() });
let registration: ServiceWorkerRegistration | null = null;
let ask: (reason: CheckReason) => void = () => {};
let waitForQuiet = () => {};

/** What the shopper is to be shown of an update. */
export const offer = externalStore<ReturnType<typeof offerOf>>("none");

function send(event: UpdateEvent): void {
  const before = state;
  const { state: next, effects } = step(state, event);
  state = next;
  offer.set(offerOf(state));
  tellPhase();
  for (const effect of effects) carryOut(effect, registration, send);
  if (state.phase === "ready" && before.phase !== "ready") waitForQuiet();
}

export { UPDATE_MARK } from "./fields.ts";

/** For people who look and tests that wait. */
function tellPhase(): void {
  document.documentElement.dataset.updatePhase = state.phase;
}

export function acceptUpdate(): void {
  send({ type: "accepted" });
}

export function dismissUpdate(): void {
  send({ type: "dismissed" });
}

/** The page has changed within this document. */
export function movedTo(path: string): void {
  forgetTouched();
  send({ type: "moved", place: placeOf(path) });
  ask("navigation");
}

/** A dismissed update comes with the next page: a click that would only change this one loads it anew instead (R5). */
function followLinks(): void {
  const onClick = (event: MouseEvent) => {
    const url = hrefOfClick(event);
    if (!url) return;
    const before = state;
    send({ type: "followed", href: url.href, place: placeOf(withoutBase(url.pathname)) });
    if (state === before) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("click", onClick, true);
}

/** R7: towards what is live, else towards what the worker knew of, if anything. */
async function takeSkew(known: Target): Promise<void> {
  const target = (await liveTarget()) ?? (known.deployment > 0 ? known : null);
  send({ type: "forced", cause: "skew", target });
}

/** R7: this release may have been refused while no tab of it could hear that, for example between two pages. */
async function learnOfSkew(): Promise<void> {
  try {
    const release = pageRelease();
    if (await onDevice((db) => waitsForUpdate(db, release))) await takeSkew({ release, deployment: 0 });
  } catch (error) {
    console.info("What waits to be sent cannot be read", error);
  }
}

/** K2: the safety worker loads this tab anew as soon as it knows that nothing is lost by it. */
async function saveFor(port: MessagePort): Promise<void> {
  await saveThisTab();
  port.postMessage({ type: "DONE", version: MESSAGE_VERSION });
}

const hear: Hear = (message, port) => {
  switch (message.type) {
    case "KEEP_ALIVE":
      keepAlive(message.work, message.left);
      return;
    case "UPDATE_AVAILABLE":
      ask("news");
      return;
    case "UNRECOVERABLE":
      // R10: the tabs of that release alone.
      if (message.release === pageRelease())
        send({ type: "forced", cause: "unrecoverable", target: targetIn(message) });
      return;
    case "FORCE_RELOAD_REQUIRED":
      if (message.release === pageRelease()) void takeSkew(targetIn(message));
      return;
    case "SW_SELF_DESTRUCT":
      if (port) void saveFor(port);
      else send({ type: "removed" });
  }
};

const targetIn = ({ release, deployment }: Target): Target => ({ release, deployment });

/**
 * Begins to follow updates in this tab (R4, R5), and whatever else a page has to do with its worker that can wait; answers
 * who takes what the worker says.
 */
export async function startEngine(): Promise<Hear> {
  tellPhase();
  watchFields();
  restorePlace();
  followLinks();
  waitForQuiet = watchQuiet((quiet) => send({ type: quiet ? "quiet" : "returned" }));
  if ("serviceWorker" in navigator)
    registration = (await navigator.serviceWorker.getRegistration(`${BASE_PATH}/`)) ?? null;
  if (registration) {
    followWorkers(registration, send);
    ask = scheduleChecks(() => send({ type: "check" }));
    onFull(() => askWorker({ type: "MAKE_ROOM", version: MESSAGE_VERSION }));
    warmWhenIdle();
  }
  void learnOfSkew();
  void checkBoot().then((target) => target && send({ type: "stale", target }));
  return hear;
}
