import { beforeEach, expect, test, vi } from "vitest";
import type { PageToWorker } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { startWorker } from "./worker.test-suite.ts";

startWorker([]);

class Window {
  readonly id: string;
  readonly url = "https://shop.example/about";
  readonly heard: { readonly type: string; readonly pinned?: string | null }[] = [];

  constructor(id: string) {
    this.id = id;
  }

  postMessage(message: (typeof this.heard)[number]): void {
    this.heard.push(message);
  }
}

vi.stubGlobal("WindowClient", Window);
// Other tabs of this browser, where the test asks none of them.
vi.stubGlobal("BroadcastChannel", class extends EventTarget {});

const { forgetPins, pinOf, serves } = await import("./clients.ts");
const { storedPins, storePins } = await import("./control.ts");
const { answerMessage } = await import("./messages.ts");

let served: Window[] = [];
const claim = vi.fn(async () => {});
Object.assign(self, { clients: { matchAll: async () => served, claim } });

async function hello(window: Window, release: string): Promise<void> {
  const data: PageToWorker = { type: "HELLO", version: MESSAGE_VERSION, release, claimed: false };
  const event = { source: window, data, ports: [], waitUntil: () => {} };
  // A message is answered by these four fields of its event.
  await answerMessage(event as unknown as ExtendableMessageEvent);
}

beforeEach(async () => {
  served = [];
  claim.mockReset();
  await storePins([]);
  forgetPins();
});

test("a window that is served already is not claimed once more", async () => {
  served = [new Window("one")];
  expect(await serves("one")).toBe(true);
  expect(claim).not.toHaveBeenCalled();
});

test("a window that came while the worker took over is claimed when it says hello, and pinned to its release", async () => {
  const late = new Window("late");
  await hello(late, "A");
  expect(claim).toHaveBeenCalledOnce();
  expect(late.heard[0]).toMatchObject({ type: "STATE", pinned: "A" });
  expect(await storedPins()).toMatchObject([{ client: "late", release: "A" }]);
});

test("a worker that waits tells its state and leaves the pins to the one that serves", async () => {
  claim.mockRejectedValue(new DOMException("only the active worker may", "InvalidStateError"));
  const window = new Window("one");
  await hello(window, "A");
  expect(window.heard).toMatchObject([{ type: "STATE", pinned: null }]);
  expect(await storedPins()).toEqual([]);
});

test("a worker that takes over knows what the one before it noted meanwhile", async () => {
  expect(await pinOf("one")).toBeNull();
  await storePins([{ client: "one", release: "A", substituted: false, seenAt: 1 }]);
  forgetPins();
  expect(await pinOf("one")).toMatchObject({ release: "A" });
});
