import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeLiveStreams, type LiveEvent, type LiveStream, liveResponse } from "./live-stream.ts";
import { processState } from "./process-state.ts";
import { readStream } from "./stream-kit.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  closeLiveStreams();
  vi.useRealTimers();
});

const signOfLife = () => vi.advanceTimersByTimeAsync(20_000);

/** A stream that tells a number whenever it has changed. */
function counting(method = "GET") {
  const state = { now: 1, told: 0, trouble: false, over: false };
  const open = new Set<LiveStream>();
  const logged: string[] = [];
  const next = async (): Promise<LiveEvent | "nothing" | "over"> => {
    if (state.trouble) throw new Error("no database");
    if (state.over) return "over";
    if (state.told === state.now) return "nothing";
    state.told = state.now;
    return { id: state.now, data: `now ${state.now}` };
  };
  const answer = liveResponse(
    { method },
    { next, opened: (stream) => void open.add(stream), ended: (stream) => void open.delete(stream) },
    { log: (_level, message) => void logged.push(message) },
  );
  const change = (now: number) => {
    state.now = now;
    for (const stream of open) stream.wake();
  };
  return { answer, state, open, logged, change };
}

test("a reader hears how things stand, when to come back, and each change", async () => {
  const { answer, change } = counting();
  const reader = readStream(answer);
  expect(await reader.raw()).toMatch(/^retry: \d{3}\nid: 1\ndata: now 1\n\n$/);
  change(2);
  expect(await reader.raw()).toBe("id: 2\ndata: now 2\n\n");
});

test("for a reader that is slow one event waits, and what it missed meanwhile is one more", async () => {
  const { answer, change, state } = counting();
  const reader = readStream(answer);
  await vi.waitFor(() => expect(state.told).toBe(1));
  for (let now = 2; now <= 50; now += 1) change(now);
  expect(await reader.next()).toEqual({ id: "1", data: "now 1" });
  expect(await reader.next()).toEqual({ id: "50", data: "now 50" });
});

test("a stream is not silent for long; one whose reader takes nothing for two signs of life ends", async () => {
  const { answer, open, change } = counting();
  const reader = readStream(answer);
  await reader.next();
  for (let sign = 0; sign < 3; sign += 1) {
    const heard = reader.raw();
    await signOfLife();
    expect(await heard).toBe(":\n\n");
  }
  change(2);
  await signOfLife();
  expect(open.size).toBe(1);
  await signOfLife();
  await signOfLife();
  expect(open.size).toBe(0);
  expect(processState().streams.size).toBe(0);
});

test("trouble with one look is logged, and made good by the next", async () => {
  const { answer, change, state, logged } = counting();
  const reader = readStream(answer);
  await reader.next();
  state.trouble = true;
  change(2);
  await vi.waitFor(() => expect(logged).toEqual(["a stream could not be told its news"]));
  state.trouble = false;
  const heard = reader.next();
  await signOfLife();
  expect(await heard).toEqual({ id: "2", data: "now 2" });
});

test("a stream ends when there is nothing more for its reader, when the reader leaves, and with the process", async () => {
  const [one, two, three] = [counting(), counting(), counting()];
  const readers = [one, two, three].map(({ answer }) => readStream(answer));
  for (const reader of readers) await reader.next();
  one.state.over = true;
  one.change(2);
  expect(await readers[0]?.next()).toBeNull();
  await readers[1]?.leave();
  expect([one.open.size, two.open.size, three.open.size]).toEqual([0, 0, 1]);
  closeLiveStreams();
  expect(await readers[2]?.next()).toBeNull();
  expect(processState().streams.size).toBe(0);
});

test("who asks for the head only opens no stream", async () => {
  const { answer, open } = counting("HEAD");
  expect(answer.body).toBeNull();
  expect(open.size).toBe(0);
});
