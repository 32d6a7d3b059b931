import type { IncomingMessage } from "node:http";
import { HEADER } from "../protocol/headers.ts";
import type { FromHost } from "./messages.ts";
import { isReleaseId } from "./release/catalogue.ts";
import { createSightings, markOf } from "./seen.ts";

const EVERY_MS = 1_000;

/** Tells the supervisor which releases this host saw clients of; it outlives the host and sums up. A release beside tells nothing: its visitors came through the live one. */
export function reportSightings(key: string, tells = true) {
  const sightings = createSightings();
  const tell = () => {
    const taken = sightings.take();
    const message: FromHost = { kind: "seen", sightings: taken };
    if (tells && taken.length > 0 && process.connected) process.send?.(message);
  };
  const timer = setInterval(tell, EVERY_MS);
  return {
    /** A document of this release goes out. */
    document(request: IncomingMessage, release: string): void {
      sightings.add(release, markOf(request, key), true);
    },
    /** A call came from a page, which says what it was built from. */
    call(request: IncomingMessage): void {
      const build = request.headers[HEADER.clientBuild.toLowerCase()];
      if (typeof build === "string" && isReleaseId(build)) sightings.add(build, markOf(request, key), false);
    },
    stop(): void {
      clearInterval(timer);
      tell();
    },
  };
}

export type HostSightings = Pick<ReturnType<typeof reportSightings>, "document" | "call">;
