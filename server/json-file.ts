import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * What a JSON file of ours holds; null where there is none or a crash left half of one, which is as good as none. The caller
 * names the shape, as only this code writes it.
 */
export async function readJsonFile<Content>(file: string): Promise<Content | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Content;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** A change of a file that has its room on the disk already; nothing is seen of it before `commit`. */
export interface StagedFile {
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** Writes beside, to be renamed at `commit`, so that a crash leaves the old file or the new one. Null takes the file away. */
export async function stageJsonFile(file: string, content: object | null): Promise<StagedFile> {
  if (content === null) return { commit: () => rm(file, { force: true }), discard: async () => {} };
  const draft = `${file}.new`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, JSON.stringify(content, null, 2), { flush: true });
  return { commit: () => rename(draft, file), discard: () => rm(draft, { force: true }) };
}
