import { AT_MOST_MS, type UpdateEffect, type UpdateEvent } from "../../../domain/updates/state.ts";
import type { PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { saveEverything } from "../saving.ts";
import { standStill } from "../standstill.ts";
import { lookForUpdate } from "./check.ts";
import { letIn } from "./let-in.ts";
import { forgetPlace } from "./place-memory.ts";
import { savePlace } from "./return.ts";
import { sendsOver } from "./sends.ts";
import { spend } from "./spent.ts";
import { rememberDismissal } from "./tab-memory.ts";

const QUIESCE: PageToWorker = { type: "QUIESCE", version: MESSAGE_VERSION };

/** Drafts, scroll and cart; what takes too long is left to the copies that were made while it was typed. */
export async function saveThisTab(): Promise<void> {
  savePlace();
  const late = new Promise((resolve) => setTimeout(resolve, AT_MOST_MS.saving));
  await Promise.race([saveEverything(), late]);
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts the updates that were called off: what one of them waited for says nothing of the next. */
let calledOff = 0;

/** Reports an event when the work is done, unless the update was called off meanwhile. */
function reportAfter(work: Promise<void>, event: UpdateEvent, send: (event: UpdateEvent) => void): void {
  const before = calledOff;
  void work.then(() => before === calledOff && send(event));
}

/** So long a link waits for the worker that was let in on the way out. */
const GOING_MS = 1_000;
let lettingIn: Promise<void> = Promise.resolve();

/** A page that is asked for while the older worker is being ended would be asked of neither. */
async function go(href: string): Promise<void> {
  await Promise.race([lettingIn, new Promise((resolve) => setTimeout(resolve, GOING_MS))]);
  location.assign(href);
}

/** Does to the browser what the machine wants, and reports what came of it. */
export function carryOut(
  effect: UpdateEffect,
  registration: ServiceWorkerRegistration | null,
  send: (event: UpdateEvent) => void,
): void {
  switch (effect.do) {
    case "check":
      void lookForUpdate(registration).then((event) => event && send(event));
      return;
    case "quiesce":
      standStill(true);
      registration?.active?.postMessage(QUIESCE);
      return;
    case "resume":
      clearTimeout(timer);
      standStill(false);
      calledOff += 1;
      forgetPlace();
      return;
    case "time":
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: "late", stage: effect.stage }), AT_MOST_MS[effect.stage]);
      return;
    case "await-sends":
      reportAfter(sendsOver(AT_MOST_MS.sends), { type: "sends-over" }, send);
      return;
    case "save":
      reportAfter(saveThisTab(), { type: "saved" }, send);
      return;
    case "skip-waiting":
      if (registration?.waiting) lettingIn = letIn(registration.waiting);
      return;
    case "remember-dismissal":
      rememberDismissal(effect.key);
      return;
    case "reload":
      if (effect.key !== null && !spend(effect.key)) {
        send({ type: "stays" });
        return;
      }
      // What was typed while the new worker took over counts, too.
      savePlace();
      location.reload();
      return;
    case "go":
      void go(effect.href);
  }
}
