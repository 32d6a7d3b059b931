import { setImmediate as nextTurn } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import type { HotInput, HotName } from "../hot.ts";
import type { SqliteConnection } from "../sqlite.ts";
import { type FromWriter, type HotAnswer, type HotCall, plainError, type ToWriter } from "./messages.ts";

/** Runs on the writer's thread: does what the serving thread asks for; resolves when it was told to close and all is answered. */
export function serveWriter(port: MessagePort, { store, pause }: SqliteConnection): Promise<void> {
  const say = (message: FromWriter) => port.postMessage(message);
  const turns = new Map<number, () => void>();
  let answers: HotAnswer[] = [];

  const answer = (one: HotAnswer) => {
    // All that one commit made durable go back together, and before the next group begins.
    if (answers.length === 0) {
      process.nextTick(() => {
        say({ kind: "answers", answers });
        answers = [];
      });
    }
    answers.push(one);
  };

  const underWay = new Set<Promise<void>>();
  const run = ({ id, name, input }: HotCall) => {
    const done = store.run(name, input as HotInput<HotName>).then(
      (value) => answer({ id, ok: true, value }),
      (error: unknown) => answer({ id, ok: false, error: plainError(error) }),
    );
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
  };

  return new Promise((resolve) => {
    port.on("message", (message: ToWriter) => {
      switch (message.kind) {
        case "run":
          for (const call of message.calls) run(call);
          return;
        case "turn":
          pause(
            () =>
              new Promise((over) => {
                turns.set(message.id, over);
                say({ kind: "your-turn", id: message.id });
              }),
          );
          return;
        case "turn-over":
          turns.get(message.id)?.();
          turns.delete(message.id);
          return;
        case "close":
          void Promise.all(underWay)
            .then(() => nextTurn())
            .then(() => resolve());
          return;
      }
    });
    say({ kind: "ready" });
  });
}
