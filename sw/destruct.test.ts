import { expect, test, vi } from "vitest";
import { startWorker } from "./worker.test-suite.ts";

const { caches } = startWorker([]);

test("K1: what the worker kept goes at once, also behind an installation that never ends", async () => {
  const { selfDestruct } = await import("./destruct.ts");
  const own = "holdfast|/|v1|images|all";
  for (const name of [own, "holdfast|/v2/|v1|images|all", "another's"]) await caches.open(name);
  let end = (_gone: boolean) => {};
  // The browser takes its queue in order: it answers when the installation before has ended.
  const unregister = vi.fn(
    () =>
      new Promise<boolean>((resolve) => {
        end = resolve;
      }),
  );
  Object.assign(self, { registration: { ...self.registration, unregister } });

  const left = selfDestruct("a test says so");
  await vi.waitFor(async () => expect(await caches.keys()).not.toContain(own));
  expect(unregister).toHaveBeenCalledOnce();
  end(true);
  await left;
  expect(await caches.keys()).toEqual(["holdfast|/v2/|v1|images|all", "another's"]);
});
