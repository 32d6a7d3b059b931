import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openJournal, readJournal } from "./journal.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "journal-"));
});
afterEach(() => rm(dir, { recursive: true }));

test("what was appended is read back in order", async () => {
  const file = join(dir, "j");
  const journal = await openJournal<number>(file, [1]);
  await Promise.all([journal.append(2), journal.append(3), journal.append(4)]);
  await journal.close();
  expect(await readJournal(file)).toEqual([1, 2, 3, 4]);
});

test("a line that a crash cut off is dropped, and the next start goes on without it", async () => {
  const file = join(dir, "j");
  const journal = await openJournal<{ id: number }>(file, []);
  await journal.append({ id: 1 });
  await journal.close();
  await appendFile(file, '{"id":');
  const found = await readJournal<{ id: number }>(file);
  expect(found).toEqual([{ id: 1 }]);
  const again = await openJournal(file, found);
  await again.append({ id: 2 });
  await again.close();
  expect(await readJournal(file)).toEqual([{ id: 1 }, { id: 2 }]);
});

test("a journal that was never written is empty", async () => {
  expect(await readJournal(join(dir, "none"))).toEqual([]);
});
