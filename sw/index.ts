import { registerQuotaErrorCallback } from "serwist";
import { onFull } from "../offline/database.ts";
import { SYNC_TAGS } from "../offline/triggers.ts";
import { trimAll } from "./bounds.ts";
import { checkStorage, storageRefused } from "./budget.ts";
import { evictWritten } from "./catalogue.ts";
import { checkManifest } from "./check.ts";
import { classify, factsOf } from "./classify.ts";
import { deleteOutdated } from "./cleanup.ts";
import { completeRelease } from "./complete.ts";
import { sweepBehind } from "./destruct.ts";
import { drainAtStart, drainForSync, drainQuietly } from "./drain.ts";
import { idleTask, runIdle } from "./idle.ts";
import { activateRelease, install } from "./lifecycle.ts";
import { isPrecachedFile } from "./manifest.ts";
import { answerMessage } from "./messages.ts";
import { learnFromOthers } from "./price-versions.ts";
import { takeInPush } from "./push.ts";
import { rewarmPages } from "./rewarm.ts";
import { safely } from "./safely.ts";
import { basePath, worker } from "./scope.ts";
import { allowNetworkOnly } from "./static-routes.ts";
import { STRATEGIES } from "./strategies.ts";
import { tellState } from "./tell.ts";
import { onModeChange, standsAside } from "./trust.ts";
import { warmUp } from "./warm.ts";

learnFromOthers();
// I1: whoever looks is told how far the worker trusts itself.
onModeChange(() => void tellState());
// C14: whoever is refused a write for want of room has some made.
registerQuotaErrorCallback(storageRefused);
onFull(storageRefused);

// I2: what is done in idle time, in this order.
idleTask({ name: "manifest check", everyMs: 0, run: () => checkManifest() });
idleTask({ name: "release files", everyMs: 0, run: completeRelease });
idleTask({ name: "visited pages", everyMs: 0, run: rewarmPages });
idleTask({ name: "clean-up", everyMs: 0, run: () => deleteOutdated() });
idleTask({ name: "bounds", everyMs: 0, run: trimAll });
idleTask({ name: "storage budget", everyMs: 0, run: checkStorage });
idleTask({ name: "warm-up", everyMs: 0, run: warmUp });

// R5: no skipWaiting here. A first install activates by itself, a later one waits until no tab runs the older worker.
worker.addEventListener("install", (event) => {
  event.waitUntil(install());
  allowNetworkOnly(event);
});

worker.addEventListener("activate", (event) => {
  // Navigations wait until a worker is activated: what waits to be sent goes with the first request after that.
  event.waitUntil(activateRelease());
});

// Which request gets which treatment, and why: the table in classify.ts.
worker.addEventListener("fetch", (event) => {
  const { strategy } = classify(factsOf(event.request, worker.location.origin, isPrecachedFile, basePath()));
  if (strategy === "untouched" || strategy === "write") {
    if (strategy === "write") event.waitUntil(evictWritten(new URL(event.request.url)));
    return drainAtStart(event);
  }
  // I1: what cannot be trusted answers nothing but its own state.
  if (standsAside() && strategy !== "state") return event.waitUntil(sweepBehind());
  const answer = safely(event, STRATEGIES[strategy]);
  event.respondWith(answer);
  drainAtStart(event, answer);
});

worker.addEventListener("message", (event) => {
  event.waitUntil(answerMessage(event).then(sweepBehind));
});

// W2: fires when the network is back, with every tab closed too.
worker.addEventListener("sync", (event) => {
  if (event.tag === SYNC_TAGS.writes || event.tag === SYNC_TAGS.document) event.waitUntil(drainForSync());
});

// W3, C16: now and then, where the browser allows it, with no page open. Older releases asked under another tag.
worker.addEventListener("periodicsync", (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(drainQuietly({ eager: true }).then(() => runIdle(event)));
});

// P1, N2: the shop may wake a device that has no page open.
worker.addEventListener("push", (event) => event.waitUntil(takeInPush(event)));
