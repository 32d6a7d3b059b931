import { readFile } from "node:fs/promises";

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
