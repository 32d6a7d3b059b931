import { type Pin, storedPins, storePins } from "./control.ts";
import { releasesInUse, tended } from "./pins.ts";
import { worker } from "./scope.ts";

let loading: Promise<Map<string, Pin>> | null = null;

/** The pins outlive the worker's process (R2). */
function pins(): Promise<Map<string, Pin>> {
  loading ??= storedPins()
    .then((stored) => new Map(stored.map((one) => [one.client, one])))
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}

/** A worker that waited takes over: the one before has noted more since this one looked (R2). */
export function forgetPins(): void {
  loading = null;
}

/** What is known of a client, or null. */
export async function pinOf(client: string): Promise<Pin | null> {
  return !client ? null : ((await pins()).get(client) ?? null);
}

/** What may be the name of a release; anybody can write a header or a message. */
const RELEASE = /^[\w-]{1,64}$/;

/** Notes which release a client runs, now and for the next start of the worker; `substituted` null leaves that as it is known. */
export async function pin(client: string, release: string, substituted: boolean | null = false): Promise<void> {
  if (!client || !RELEASE.test(release)) return;
  const map = await pins();
  const before = map.get(client);
  const stoodIn = substituted ?? (before?.release === release && before.substituted);
  if (before?.release === release && before.substituted === stoodIn) return;
  const record: Pin = { client, release, substituted: stoodIn, seenAt: Date.now() };
  map.set(client, record);
  await storePins([...map.values()]);
}

/** R2: a worker runs the release of the page that starts it. */
export function passPinOn(event: FetchEvent): void {
  const { destination } = event.request;
  if (destination !== "worker" && destination !== "sharedworker") return;
  const inherit = async () => {
    const release = (await pinOf(event.clientId))?.release;
    if (release) await pin(event.resultingClientId, release);
  };
  event.waitUntil(inherit());
}

/** The release whose files a request gets: that of its client; null where it is not known. */
export async function releaseOf(event: FetchEvent): Promise<string | null> {
  passPinOn(event);
  return (await pinOf(event.clientId))?.release ?? null;
}

/**
 * Whether this worker serves a window. One that was on its way when the worker claimed all others is claimed now (R5): only
 * windows that have their document are (Service Workers, section 4.3.4). A worker that waits can claim nothing and serves nobody.
 */
export async function serves(client: string): Promise<boolean> {
  const served = await worker.clients.matchAll({ type: "window" });
  if (served.some(({ id }) => id === client)) return true;
  return worker.clients.claim().then(
    () => true,
    () => false,
  );
}

export async function windows(): Promise<readonly WindowClient[]> {
  return worker.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** The windows that run this release. */
export async function windowsOf(release: string): Promise<readonly WindowClient[]> {
  const map = await pins();
  return (await windows()).filter(({ id }) => map.get(id)?.release === release);
}

/** Brings the pins up to who lives now and answers the releases that somebody runs; null: perhaps any (R2). */
export async function releasesInUseNow(now: number): Promise<ReadonlySet<string> | null> {
  const map = await pins();
  const all = await worker.clients.matchAll({ type: "all", includeUncontrolled: true });
  const ids = (match: (client: Client) => boolean) => all.filter(match).map(({ id }) => id);
  const live = { windows: ids(({ type }) => type === "window"), others: ids(({ type }) => type !== "window") };
  const after = tended(map, live, now);
  loading = Promise.resolve(after);
  await storePins([...after.values()]);
  return releasesInUse(after, live.windows, now);
}

/** How many live windows run each release. */
export async function clientCounts(): Promise<ReadonlyMap<string, number>> {
  const map = await pins();
  const counts = new Map<string, number>();
  for (const { id } of await windows()) {
    const release = map.get(id)?.release;
    if (release) counts.set(release, (counts.get(release) ?? 0) + 1);
  }
  return counts;
}
