import { Worker } from "node:worker_threads";
import { StoreUnavailable } from "../errors.ts";
import type { HotInput, HotName, HotOutcome } from "../hot.ts";
import { log } from "../log.ts";
import { refuseNested } from "../tx-scope.ts";
import { type FromWriter, type HotCall, revivedError, type ToWriter } from "./messages.ts";

/** The writer on a thread of its own, as the serving thread knows it. */
export interface WriterThread {
  /** Starts it, as the first use does too; resolves when it is ready, or has ended before that. */
  start(): Promise<void>;
  run<Name extends HotName>(name: Name, input: HotInput<Name>): Promise<HotOutcome<Name>>;
  /** Resolves when this thread may write, at once while the other does not run; what it returns ends the turn. */
  turn(): Promise<() => void>;
  /** Lets it finish what it was asked for, and ends it. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const RESTART_DELAY_MS = 100;

/**
 * `script` serves the writer (`serveWriter`) and gets `data` as its workerData. Should the thread die, what it had not
 * answered fails as unavailable: nobody knows whether it was stored, and its senders repeat it under the same key.
 */
export function writerThread(script: string, data: unknown): WriterThread {
  const waiting = new Map<number, Waiting>();
  const turns = new Map<number, () => void>();
  let unsent: HotCall[] = [];
  let worker: Worker | null = null;
  let ended: Promise<void> | null = null;
  let ready = Promise.withResolvers<void>();
  let closing = false;
  let lastId = 0;

  const say = (message: ToWriter) => worker?.postMessage(message);

  function start(): Promise<void> {
    if (worker !== null || closing) return ready.promise;
    ready = Promise.withResolvers<void>();
    const thread = new Worker(script, { workerData: data });
    worker = thread;
    thread.on("message", take);
    thread.on("error", (error) => log("error", "the writer's thread failed", { error: String(error) }));
    ended = new Promise((resolve) => {
      thread.once("exit", () => {
        worker = null;
        abandon();
        ready.resolve();
        resolve();
        if (closing) return;
        log("warn", "the writer's thread ended and is started again");
        setTimeout(start, RESTART_DELAY_MS).unref();
      });
    });
    return ready.promise;
  }

  function take(message: FromWriter): void {
    if (message.kind === "your-turn") {
      const begin = turns.get(message.id);
      turns.delete(message.id);
      begin?.();
      return;
    }
    if (message.kind === "ready") {
      ready.resolve();
      return;
    }
    for (const answer of message.answers) {
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) caller?.resolve(answer.value);
      else caller?.reject(revivedError(answer.error));
    }
  }

  /** Nobody will be answered any more; who waits for a turn gets it, since the file has a lock of its own. */
  function abandon(): void {
    unsent = [];
    for (const [id, { reject }] of waiting) {
      waiting.delete(id);
      reject(new StoreUnavailable("away", new Error("the writer's thread ended")));
    }
    for (const begin of turns.values()) begin();
    turns.clear();
  }

  function sendAll(): void {
    const calls = unsent;
    unsent = [];
    if (calls.length > 0) say({ kind: "run", calls });
  }

  return {
    start,
    run<Name extends HotName>(name: Name, input: HotInput<Name>) {
      return new Promise<HotOutcome<Name>>((resolve, reject) => {
        refuseNested();
        void start();
        lastId += 1;
        // The answer to a call is the outcome of the function that it names.
        waiting.set(lastId, { resolve: resolve as Waiting["resolve"], reject });
        // What arrives in one turn of the event loop crosses together.
        if (unsent.length === 0) setImmediate(sendAll);
        unsent.push({ id: lastId, name, input });
      });
    },
    async turn() {
      const thread = worker;
      if (thread === null) return () => {};
      lastId += 1;
      const id = lastId;
      await new Promise<void>((begin) => {
        turns.set(id, begin);
        say({ kind: "turn", id });
      });
      return () => thread?.postMessage({ kind: "turn-over", id } satisfies ToWriter);
    },
    async close() {
      sendAll();
      closing = true;
      say({ kind: "close" });
      await ended;
    },
  };
}
