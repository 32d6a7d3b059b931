import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withFileLock } from "./file-lock.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lock-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("one at a time, and whoever waits is told so once", async () => {
  const file = join(folder, "turns.db");
  const first = Promise.withResolvers<void>();
  let waits = 0;
  const seen: string[] = [];
  const holder = withFileLock(file, async () => {
    await first.promise;
    seen.push("first");
  });
  const waiter = withFileLock(file, async () => seen.push("second"), {
    onWait: () => {
      waits += 1;
      first.resolve();
    },
  });
  await Promise.all([holder, waiter]);
  expect(seen).toEqual(["first", "second"]);
  expect(waits).toBe(1);
});

test("a lock whose holder was killed is free", async () => {
  const file = join(folder, "killed.db");
  const module = fileURLToPath(new URL("file-lock.ts", import.meta.url));
  const script = `import { withFileLock } from ${JSON.stringify(module)};
    await withFileLock(${JSON.stringify(file)}, async () => { console.log("held"); await new Promise(() => setInterval(() => {}, 1000)); });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  await expect(withFileLock(file, async () => "mine", { deadlineMs: 0 })).rejects.toThrow("busy");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await withFileLock(file, async () => "mine", { deadlineMs: 0 })).toBe("mine");
});
