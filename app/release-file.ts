import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file of the release that this process serves, for plain `next start`; null where no release step was run. */
export async function readReleaseFile(name: string): Promise<string | null> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), process.env.HOLDFAST_DIST_DIR ?? ".next", "..");
  try {
    return await readFile(join(folder, name), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

export function textAnswer(status: number, text: string, type = "text/plain; charset=utf-8"): Response {
  const caching = status === 200 ? "no-cache" : "no-store";
  return new Response(text, { status, headers: { "Content-Type": type, "Cache-Control": caching } });
}
