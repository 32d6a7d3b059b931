import type { Target } from "../../../domain/updates/state.ts";
import { BASE_PATH } from "../base-path.ts";

const TIMEOUT_MS = 3_000;

/**
 * The release that the server routes this browser to, with its deployment (R1, R9); null when the server does not say so
 * within 3 s, which is no verdict about anything (K4).
 */
export async function liveTarget(): Promise<Target | null> {
  try {
    const response = await fetch(`${BASE_PATH}/sw-manifest.json`, {
      cache: "no-cache",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const manifest: unknown = response.ok ? await response.json() : null;
    return targetIn(manifest);
  } catch {
    // Offline, late or cut short: the server has not said anything.
    return null;
  }
}

function targetIn(manifest: unknown): Target | null {
  if (typeof manifest !== "object" || manifest === null) return null;
  if (!("id" in manifest) || !("deployment" in manifest)) return null;
  const { id: release, deployment } = manifest;
  return typeof release === "string" && typeof deployment === "number" ? { release, deployment } : null;
}
