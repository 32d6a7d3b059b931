import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

// Without a document, what a mounted part does is done at once.
vi.mock("react", async (original) => ({
  ...(await original<typeof import("react")>()),
  useEffect: (effect: () => void) => effect(),
}));

// It watches a real page, which there is none of here.
vi.mock("./way-back.ts", () => ({ watchWayBack: () => {} }));

const register = vi.fn(async () => undefined);
const left = [{ unregister: vi.fn(async () => true) }, { unregister: vi.fn(async () => true) }];
const dataset: { swState?: string } = {};

/** Mounts the part on a page that was built so. */
async function mount(built: "development" | "production"): Promise<void> {
  vi.stubEnv("NODE_ENV", built);
  vi.resetModules();
  const { DeviceWorker } = await import("./worker.tsx");
  DeviceWorker();
}

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  delete dataset.swState;
  const serviceWorker = { controller: null, register, getRegistrations: async () => left };
  vi.stubGlobal("navigator", { onLine: false, serviceWorker });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { documentElement: { dataset } }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test("while the shop is developed there is no worker, and one that a production build left goes", async () => {
  await mount("development");
  await vi.waitFor(() => expect(left.map(({ unregister }) => unregister.mock.calls.length)).toEqual([1, 1]));
  expect(register).not.toHaveBeenCalled();
});

test("a production build registers its worker past every cache, and lives with a browser that has none of it", async () => {
  await mount("production");
  await vi.waitFor(() => expect(dataset.swState).toBe("none"));
  expect(register).toHaveBeenCalledExactlyOnceWith("/sw.js", { scope: "/", updateViaCache: "none" });
  for (const { unregister } of left) expect(unregister).not.toHaveBeenCalled();
});
