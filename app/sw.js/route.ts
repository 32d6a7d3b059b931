import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const dynamic = "force-dynamic";

/** The worker of this release, for plain `next start`; the Node host answers this address itself (I4). */
export async function GET(): Promise<Response> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), process.env.HOLDFAST_DIST_DIR ?? ".next", "../sw.js");
  try {
    const headers = { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" };
    return new Response(await readFile(file, "utf8"), { headers });
  } catch {
    // A build without the release step has no worker; the shop works without one (C18).
    return new Response("no worker was built\n", { status: 404, headers: { "Content-Type": "text/plain" } });
  }
}
