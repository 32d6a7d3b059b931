import { type FileHandle, open, readFile, rename } from "node:fs/promises";

/** A file of JSON lines that survives a crash: a line counts once it is whole, and a torn last line is dropped. */
export interface Journal<Entry> {
  /** Resolves when the entry is on the disk; entries that wait together are written together. */
  append(entry: Entry): Promise<void>;
  /** Resolves when everything appended so far is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function readJournal<Entry>(file: string): Promise<Entry[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // What follows the last line feed was cut off while it was written and never acknowledged.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry);
}

/** Replaces the journal by `entries` in one step and opens it for more. */
export async function openJournal<Entry>(file: string, entries: readonly Entry[]): Promise<Journal<Entry>> {
  const draft = await open(`${file}.new`, "w", 0o600);
  await draft.writeFile(entries.map(toLine).join(""));
  await draft.sync();
  await draft.close();
  await rename(`${file}.new`, file);
  return appendTo(await open(file, "a", 0o600));
}

function appendTo<Entry>(handle: FileHandle): Journal<Entry> {
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  const flush = async () => {
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    await handle.appendFile(lines.join(""));
    await handle.datasync();
  };
  return {
    append(entry) {
      waiting.push(toLine(entry));
      last = last.then(flush);
      return last;
    },
    settled: () => last,
    async close() {
      await last;
      await handle.close();
    },
  };
}

function toLine(entry: unknown): string {
  return `${JSON.stringify(entry)}\n`;
}
