import { CALL_TIMEOUT_MS } from "./api-call.ts";
import { backoffMs } from "./backoff.ts";
import { type DeviceDatabase, onDevice, REPEATABLE } from "./database.ts";
import { isForgetting, settleForgetting } from "./forget.ts";
import { isKnownEntry } from "./formats.ts";
import { changedOrder } from "./local-order.ts";
import { announceQueue, ordersOf } from "./outbox.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { type Outcome, UNREACHED } from "./outcome.ts";
import { isPlainWrite } from "./plain-writes.ts";
import { sendEntry } from "./send-entry.ts";
import { type Settlement, settle } from "./settle.ts";

/** Everything that a drain does to the world outside the database. */
export interface DrainPorts {
  readonly database: () => Promise<DeviceDatabase>;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Runs one unit while no other tab, and not the worker, sends anything of this owner. */
  readonly lock: <T>(unit: () => Promise<T>) => Promise<T>;
  /** False where that lock does not reach other tabs: then the lease of another holder is respected until it ends. */
  readonly lockSpansTabs: boolean;
  readonly holder: string;
  readonly clientBuild: string;
  /** Asked once before a pass: an attempt that cannot leave the device would only look as if it might have arrived. */
  readonly reachable: () => Promise<boolean>;
  /** True once draining must end at the next unit, for example because a new worker waits. */
  readonly stop?: () => boolean;
  /** Told of an answer that this version of the shop is too old for the server; the entry waits for another release (R7). */
  readonly onSkew?: () => unknown;
}

export interface DrainReport {
  readonly sent: number;
  /** When the next entry is due, milliseconds since 1970; null when nothing waits for time. */
  readonly nextAttemptAt: number | null;
}

/** Longer than a call may last, so that a lease ends only when its holder is gone. */
const LEASE_MS = CALL_TIMEOUT_MS + 5_000;

/** As many connections as two open streams of a page leave of the six that a browser opens to one host. */
const MOST_AT_ONCE = 4;

interface Pass {
  readonly startedAt: number;
  /** Ignores our own backoff for what has not been tried since the pass began; never the server's Retry-After. */
  readonly eager: boolean;
  readonly tried: Set<string>;
  /** Orders that have changed and of which no tab was told, and how often telling was asked for. */
  readonly untold: string[];
  tellings: number;
  /** Entries of a unit. One, until the shop has answered by owner: a device that is nobody yet would become several at once. */
  atOnce: number;
}

/**
 * Sends what waits in the outbox (W1). Each round is one unit under the lock:
 *
 * 1. choose of the entries that are due, and whose lanes have no earlier one still to be sent, the oldest or the one that was
 *    tried longest ago, and a few more of other lanes once the shop has answered;
 * 2. store their leases and attempts, before a byte leaves the device;
 * 3. send each, under the key that was stored when it was queued;
 * 4. store what came of it and remove it, keep it or park it, in one transaction;
 * 5. tell the tabs, and go on with the next: no entry is tried twice in one pass, so a broken one holds nobody up.
 *
 * Killed anywhere, the next drain starts again from the stored state: the entry is still there, under the same key.
 */
export function drain(ports: DrainPorts, options: { readonly eager?: boolean } = {}): Promise<DrainReport> {
  // A full device that makes room, or a connection that was closed, is no reason to leave it to the next trigger (C14).
  return onDevice(() => drainOnce(ports, options));
}

async function drainOnce(ports: DrainPorts, options: { readonly eager?: boolean }): Promise<DrainReport> {
  const pass: Pass = {
    startedAt: ports.now(),
    eager: options.eager ?? false,
    tried: new Set(),
    untold: [],
    tellings: 0,
    atOnce: 1,
  };
  let sent = 0;
  // A wish to be forgotten is as due as any entry, also when nothing else waits (C13).
  const next = (await isForgetting(await ports.database())) ? ports.now() : await nextAttempt(ports);
  if (next === null || !(await ports.reachable())) return { sent, nextAttemptAt: next };
  while (!ports.stop?.()) {
    const settlements = await ports.lock(() => drainUnit(ports, pass));
    if (settlements.length === 0) break;
    sent += settlements.filter(({ removed }) => removed).length;
  }
  const isLeft = await isForgetting(await ports.database());
  return { sent, nextAttemptAt: isLeft ? ports.now() : await nextAttempt(ports) };
}

async function drainUnit(ports: DrainPorts, pass: Pass): Promise<Settlement[]> {
  // Until the server has taken the cookie back, whatever is sent would be signed by the person before.
  if (!(await settleForgetting(await ports.database(), ports.fetch, ports.clientBuild))) return [];
  const leased = await leaseNext(ports, pass);
  if (leased.length === 0) return [];
  await announceQueue(await ports.database(), leased.flatMap(ordersOf));
  const tries = leased.map((entry) => sendLeased(ports, pass, entry));
  // The lock is not given back over a broken one while the others are under way: the next drain would send them again.
  await Promise.allSettled(tries);
  return Promise.all(tries);
}

async function sendLeased(ports: DrainPorts, pass: Pass, leased: OutboxEntry): Promise<Settlement> {
  const outcome = await attempt(ports, leased);

  const settlement = await settle(await ports.database(), leased, outcome, {
    now: ports.now(),
    backoffMs: backoffMs(leased.attempts, ports.random()),
  });
  if (outcome.kind === "retry") pass.atOnce = 1;
  else if (outcome.kind === "done" && !isPlainWrite(leased)) pass.atOnce = MOST_AT_ONCE;
  if (outcome.kind === "keep" && outcome.waitsFor === "update") ports.onSkew?.();
  // A sync that has more rows to send is a new unit of the same pass.
  if (settlement.again) pass.tried.delete(leased.key);
  const reached = outcome.kind !== "retry" || outcome.reached;
  await tell(ports, pass, ordersOf(leased), reached);
  return settlement;
}

/** Tells the tabs once of all that is settled in the same moment, since each telling reads the whole outbox, here and there. */
async function tell(ports: DrainPorts, pass: Pass, changed: readonly string[], reached: boolean): Promise<void> {
  pass.untold.push(...changed);
  pass.tellings += 1;
  const own = pass.tellings;
  const db = await ports.database();
  // Comes after whatever others are storing now.
  await db.count("outbox");
  if (own === pass.tellings) await announceQueue(db, pass.untold.splice(0), reached);
}

async function attempt(ports: DrainPorts, entry: OutboxEntry): Promise<Outcome> {
  try {
    return await sendEntry(await ports.database(), entry, ports);
  } catch {
    // Whatever broke on the way, nobody knows how far it came; the stored key makes another try safe (P5).
    return UNREACHED;
  }
}

async function leaseNext(ports: DrainPorts, pass: Pass): Promise<OutboxEntry[]> {
  const db = await ports.database();
  const now = ports.now();
  const tx = db.transaction(["outbox", "orders"], "readwrite", REPEATABLE);
  const entries = await tx.objectStore("outbox").getAll();
  const unit: OutboxEntry[] = [];
  while (unit.length < pass.atOnce) {
    const entry = chooseNext(entries, now, ports, pass);
    if (!entry) break;
    pass.tried.add(entry.key);
    const leased: OutboxEntry = {
      ...entry,
      attempts: entry.attempts + 1,
      lastTriedAt: now,
      // A try that comes to nothing is made again by this release, which the server has not found too old (R7).
      waitsFor: null,
      triedBy: ports.clientBuild,
      lease: { holder: ports.holder, until: now + LEASE_MS },
    };
    await tx.objectStore("outbox").put(leased);
    const order = leased.kind === "order" ? await tx.objectStore("orders").get(leased.key) : undefined;
    if (order) await tx.objectStore("orders").put(changedOrder(order, { state: "sending", attempts: leased.attempts }));
    unit.push(leased);
  }
  await tx.done;
  return unit;
}

/**
 * The entry that may be sent now and has waited longest for a try, the oldest of those that had none: some that hang are not to
 * use up each life of a worker. An earlier entry of the same lane that still waits to be sent holds back the later ones.
 */
function chooseNext(
  entries: readonly OutboxEntry[],
  now: number,
  ports: Pick<DrainPorts, "holder" | "clientBuild" | "lockSpansTabs">,
  pass: Pass,
): OutboxEntry | null {
  const busyLanes = new Set<string>();
  const oldestFirst = [...entries].sort(
    (one, other) => one.createdAt - other.createdAt || (one.key < other.key ? -1 : 1),
  );
  let next: OutboxEntry | null = null;
  for (const entry of oldestFirst) {
    // R11: an entry of a format from the future is for the release that wrote it.
    if (!isKnownEntry(entry) || isKept(entry, ports.clientBuild)) continue;
    const free = !busyLanes.has(entry.lane) && !pass.tried.has(entry.key) && !isLeased(entry, now, ports);
    if (free && isDue(entry, now, pass) && !(next && next.lastTriedAt <= entry.lastTriedAt)) next = entry;
    busyLanes.add(entry.lane);
  }
  return next;
}

/** An entry that the server found too old is tried again as soon as another release of the shop runs here (R7). */
function isKept(entry: OutboxEntry, clientBuild: string): boolean {
  return entry.waitsFor === "update" ? entry.triedBy === clientBuild : entry.waitsFor !== null;
}

function isLeased(entry: OutboxEntry, now: number, ports: Pick<DrainPorts, "holder" | "lockSpansTabs">): boolean {
  // Under a lock that spans all tabs, a lease that is found was left by somebody who died.
  if (ports.lockSpansTabs || !entry.lease) return false;
  const left = entry.lease.until - now;
  return entry.lease.holder !== ports.holder && left > 0 && left <= LEASE_MS;
}

/** A try in the future: the clock was set back since, and whatever was counted from that try means nothing now. */
function isFromTheFuture(entry: OutboxEntry, now: number): boolean {
  return entry.lastTriedAt > now;
}

function isDue(entry: OutboxEntry, now: number, pass: Pass): boolean {
  if (isFromTheFuture(entry, now)) return true;
  if (entry.heldUntil > now) return false;
  return entry.nextAttemptAt <= now || (pass.eager && entry.lastTriedAt < pass.startedAt);
}

async function nextAttempt(ports: DrainPorts): Promise<number | null> {
  const entries = await (await ports.database()).getAll("outbox");
  const now = ports.now();
  const times = entries
    .filter((entry) => isKnownEntry(entry) && !isKept(entry, ports.clientBuild))
    .map((entry) => (isFromTheFuture(entry, now) ? now : Math.max(entry.nextAttemptAt, entry.heldUntil)));
  return times.length > 0 ? Math.min(...times) : null;
}
