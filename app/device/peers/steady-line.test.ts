import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SignalingLine } from "y-webrtc";
import { SIGNAL_MOVED } from "../../../protocol/signal.ts";
import { keepLine } from "./steady-line.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** y-webrtc's socket, as far as it opens and closes: its own timer would come back within three seconds. */
function fakeLine() {
  const sockets: EventTarget[] = [];
  const line: SignalingLine = {
    ws: null,
    shouldConnect: true,
    connect() {
      line.shouldConnect = true;
      if (line.ws !== null) return;
      const socket = new EventTarget();
      sockets.push(socket);
      line.ws = socket as WebSocket;
      socket.addEventListener("close", () => {
        line.ws = null;
        setTimeout(() => line.shouldConnect && line.connect(), 2_500);
      });
    },
    on: () => {},
  };
  line.connect();
  const close = (code: number) => sockets.at(-1)?.dispatchEvent(Object.assign(new Event("close"), { code }));
  return { line, sockets, close };
}

test("the socket is opened again ever more rarely while the shop is down, and at once after it was there", () => {
  const { line, sockets, close } = fakeLine();
  keepLine(
    line,
    () => {},
    () => 0.99,
  );
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 64]) {
    const before = sockets.length;
    close(1006);
    vi.advanceTimersByTime(seconds * 980);
    expect(sockets).toHaveLength(before);
    vi.advanceTimersByTime(seconds * 20);
    expect(sockets).toHaveLength(before + 1);
  }
  sockets.at(-1)?.dispatchEvent(new Event("open"));
  close(1006);
  vi.advanceTimersByTime(1_000);
  expect(sockets).toHaveLength(10);
});

test("a room that has moved is not come back to", () => {
  const { line, sockets, close } = fakeLine();
  const moved = vi.fn();
  keepLine(line, moved);
  close(SIGNAL_MOVED);
  vi.advanceTimersByTime(600_000);
  expect(moved).toHaveBeenCalledOnce();
  expect(sockets).toHaveLength(1);
});

test("nothing is opened after the end", () => {
  const { line, sockets, close } = fakeLine();
  const end = keepLine(line, () => {});
  close(1001);
  end();
  vi.advanceTimersByTime(600_000);
  expect(sockets).toHaveLength(1);
});
