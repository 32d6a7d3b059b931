import { documentPath, shellPathOf } from "./manifest.ts";
import { hashIn, keepFile, listOf } from "./releases.ts";
import { worker } from "./scope.ts";
import { reportDamage } from "./trouble.ts";
import { damagedFilesOf, mended } from "./trust.ts";
import { fetchWhole, whole } from "./verify.ts";

/** What a document from the network is worth. */
export interface Admission {
  /** The document, its bytes compared where its release lists them; null where they are wrong. */
  readonly document: Response | null;
  /** It asks for a file that is damaged. */
  readonly doubt: boolean;
}

/** A listed document with the bytes that its release lists, asked for once more past every cache; null for wrong ones. */
async function listedDocument(
  release: string,
  path: string,
  hash: string,
  response: Response,
): Promise<Response | null> {
  const good = await whole(response, hash);
  if (good) return good;
  const again = await fetchWhole(path, hash, worker.location.origin);
  if (again.kind === "whole") return again.response;
  await reportDamage(release, path);
  return null;
}

/** Tries files of a release that were damaged once more; true while one of them still is. */
export async function stillDamaged(release: string, broken: readonly string[]): Promise<boolean> {
  for (const path of broken) {
    const hash = await hashIn(release, path);
    if (hash === null) continue;
    const fetched = await fetchWhole(path, hash, worker.location.origin);
    if (fetched.kind !== "whole") return true;
    await keepFile(release, path, fetched.response);
    mended(release, path);
  }
  return false;
}

/** I1: looks at a document before a tab gets it; every other one passes untouched and unread. */
export async function admit(event: ExtendableEvent, url: URL, release: string, response: Response): Promise<Admission> {
  const path = documentPath(url);
  // The list of a release that is new here is wanted by its scripts in a moment; a document waits for it only if it may be listed.
  const hash = shellPathOf(url) === null ? null : await hashIn(release, path);
  event.waitUntil(listOf(release));
  const document = hash === null ? response : await listedDocument(release, path, hash, response);
  const broken = damagedFilesOf(release);
  if (document === null || broken.length === 0) return { document, doubt: document === null };
  if (hash !== null) mended(release, path);
  const html = await document.clone().text();
  const asked = broken.filter((name) => html.includes(name));
  return { document, doubt: await stillDamaged(release, asked) };
}
