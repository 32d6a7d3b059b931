import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("./long-work.ts", () => ({ startLongWork: vi.fn() }));

const { startLongWork } = await import("./long-work.ts");
const { warmWhenIdle } = await import("./warming.ts");

beforeEach(() => {
  vi.mocked(startLongWork).mockClear();
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", { visibilityState: "visible" });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const registration = () => ({ active: null, periodicSync: { register: vi.fn(async () => {}) } });

// R9: what the browser was asked for ends with a registration, and a page below another path belongs to another one.
test("every page that settles asks its own registration for the periodic sync", async () => {
  for (const own of [registration(), registration()]) {
    vi.stubGlobal("navigator", { serviceWorker: { ready: Promise.resolve(own) } });
    warmWhenIdle();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(own.periodicSync.register).toHaveBeenCalledExactlyOnceWith("content-sync", { minInterval: 86_400_000 });
  }
});

test("where the browser has none or refuses it, warming begins all the same and nobody notices", async () => {
  vi.spyOn(console, "info").mockImplementation(() => {});
  const refused = new DOMException("no", "NotAllowedError");
  for (const [round, offers] of [{}, { periodicSync: { register: () => Promise.reject(refused) } }].entries()) {
    vi.stubGlobal("navigator", { serviceWorker: { ready: Promise.resolve({ active: null, ...offers }) } });
    warmWhenIdle();
    await vi.advanceTimersByTimeAsync(8_000);
    expect(startLongWork).toHaveBeenCalledTimes(round + 1);
  }
});
