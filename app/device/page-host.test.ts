import { afterEach, expect, test, vi } from "vitest";
import { SYNC_TAGS } from "../../offline/triggers.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

// R9: a release below /v2/ has a registration of its own, and what was asked of the root's is no business of it.
test.each([
  ["", "/"],
  ["/v2", "/v2/"],
])("a one-shot sync is asked of the registration below %s/", async (basePath, scope) => {
  vi.resetModules();
  vi.stubEnv("SHOP_BASE_PATH", basePath);
  const asked: string[] = [];
  const own = (path: string) => ({
    active: { postMessage: () => {} },
    sync: { register: async (tag: string) => void asked.push(`${path} ${tag}`) },
  });
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async (path: string) => own(path) } });
  const { requestSync } = await import("./page-host.ts");
  await requestSync(SYNC_TAGS.writes);
  expect(asked).toEqual([`${scope} pending-writes`]);
});
