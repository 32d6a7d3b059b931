import { getLive } from "./live.ts";
import { getServable } from "./servable.ts";

/** The release that a rollback makes live: the latest before this one that can still serve. Throws where there is none. */
export async function requireEarlier(): Promise<string> {
  for (const id of (await getLive())?.previous ?? []) {
    if (await getServable(id)) return id;
  }
  throw new Error("there is no earlier release to go back to");
}

/** What a start serves: the release of its sources, unless the operator went back from that one; a restart undoes no rollback. */
export async function releaseToStart(built: string): Promise<string> {
  const pointer = await getLive();
  if (!pointer?.left?.includes(built)) return built;
  return (await getServable(pointer.live)) ? pointer.live : built;
}
