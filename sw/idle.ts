import { inWords, log } from "./log.ts";
import { readNote, writeNote } from "./notebook.ts";
import { worker } from "./scope.ts";
import { standsAside } from "./trust.ts";

export interface IdleTask {
  readonly name: string;
  /** Milliseconds after a run that ended well before which the next tick passes it by; 0 for every tick. */
  readonly everyMs: number;
  /** Ends early when `isIdleStopped()`; what it throws is logged and holds nobody up. */
  readonly run: (event: ExtendableEvent) => Promise<void>;
}

/** When a task was last considered and last run to its end, milliseconds since 1970, and what went wrong last. */
export interface TaskTimes {
  readonly lastTick: number | null;
  readonly lastRun: number | null;
  readonly problem: string | null;
}

const NEVER: TaskTimes = { lastTick: null, lastRun: null, problem: null };
const tasks = new Map<string, IdleTask>();
let running: Promise<void> | null = null;
let stopped = false;
/** An accepted update takes over within this time or waits for another accept (R5), by the clock that nobody sets. */
const REST_MS = 10_000;
let restUntil = 0;

const noteOf = (name: string) => `idle:${name}`;

function isTimes(value: unknown): value is TaskTimes {
  if (typeof value !== "object" || value === null) return false;
  const times = new Map<string, unknown>(Object.entries(value));
  const isTime = (time: unknown) => time === null || typeof time === "number";
  return isTime(times.get("lastTick")) && isTime(times.get("lastRun"));
}

async function timesOf(name: string): Promise<TaskTimes> {
  return (await readNote(noteOf(name), isTimes)) ?? NEVER;
}

/** Adds a named background task to the queue (I2); tasks run one after the other in the order in which they were added. */
export function idleTask(task: IdleTask): void {
  tasks.set(task.name, task);
}

async function tick(event: ExtendableEvent, task: IdleTask): Promise<void> {
  const now = Date.now();
  const times = await timesOf(task.name);
  // A run in the future belongs to a clock that was set back since.
  const isDue = times.lastRun === null || times.lastRun > now || now - times.lastRun >= task.everyMs;
  if (!isDue) return writeNote(noteOf(task.name), { ...times, lastTick: now });
  try {
    await task.run(event);
    const lastRun = stopped ? times.lastRun : Date.now();
    await writeNote(noteOf(task.name), { lastTick: now, lastRun, problem: null });
  } catch (error) {
    log(`${task.name} failed: ${inWords(error)}`);
    await writeNote(noteOf(task.name), { ...times, lastTick: now, problem: inWords(error) });
  }
}

/** Runs what is due, once for any number of callers at a time; nothing while an update takes over. */
export function runIdle(event: ExtendableEvent): Promise<void> {
  if (standsAside() || isIdleResting() || isBeingReplaced()) return running ?? Promise.resolve();
  running ??= (async () => {
    stopped = false;
    for (const task of tasks.values()) if (!stopped && !standsAside()) await tick(event, task);
  })().finally(() => {
    running = null;
  });
  return running;
}

/** Lets no further unit of background work begin: an activation waits for what is under way (R5). */
export function stopIdle(): void {
  stopped = true;
  restUntil = performance.now() + REST_MS;
}

/** Whether a worker that was let in still waits: background work that begins anew would keep it waiting (R5). */
function isBeingReplaced(): boolean {
  return stopped && Boolean(worker.registration.waiting);
}

/** Whether an update takes over: nothing new begins meanwhile (R5). */
export function isIdleResting(): boolean {
  return performance.now() < restUntil;
}

export function isIdleStopped(): boolean {
  return stopped;
}

/** Every task with its times, by name. */
export async function idleTimes(): Promise<Record<string, TaskTimes>> {
  const names = [...tasks.keys()];
  const times = await Promise.all(names.map(timesOf));
  return Object.fromEntries(names.map((name, index) => [name, times[index] ?? NEVER]));
}
