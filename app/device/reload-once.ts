const KEY = "holdfast-reloads";

function reloads(): readonly string[] {
  const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  return Array.isArray(stored) ? stored.map(String) : [];
}

/**
 * Reloads this tab for the sake of a release, at most once for each of its deployments however many causes there are (R6);
 * false where it has been done, or where the browser keeps no record of it.
 */
export function reloadOnce(release: string, deployment: number): boolean {
  const cause = `${release} ${deployment}`;
  try {
    const before = reloads();
    if (before.includes(cause)) return false;
    sessionStorage.setItem(KEY, JSON.stringify([...before, cause]));
  } catch {
    return false;
  }
  location.reload();
  return true;
}
