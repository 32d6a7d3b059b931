import type { Log } from "../db/log.ts";

/** Calls `tick` once after `ms`; the returned function calls it off. Tests bring their own. */
export type Schedule = (ms: number, tick: () => void) => () => void;

export const realSchedule: Schedule = (ms, tick) => {
  const timer = setTimeout(tick, ms);
  // A job never keeps a process alive that has nothing else to do.
  timer.unref();
  return () => clearTimeout(timer);
};

export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** One bounded unit of work; true when there is more to do at once. `signal` is aborted when the process stops. */
  run(signal: AbortSignal): Promise<boolean>;
}

export interface RunningJobs {
  /** Lets every unit under way finish and starts no other. */
  stop(): Promise<void>;
}

/** Runs each job on its own beat, never twice at once; a failure is logged and waits for the next beat. */
export function runJobs(jobs: readonly Job[], log: Log, schedule: Schedule): RunningJobs {
  const stopping = new AbortController();
  const callOff = new Map<string, () => void>();
  const underWay = new Map<string, Promise<void>>();

  const plan = (job: Job, ms: number) => {
    if (stopping.signal.aborted) return;
    callOff.set(
      job.name,
      schedule(ms, () => underWay.set(job.name, turn(job))),
    );
  };

  const turn = async (job: Job) => {
    let more = false;
    try {
      more = await job.run(stopping.signal);
    } catch (error) {
      log("error", "a job failed", { job: job.name, error: error instanceof Error ? error.stack : String(error) });
    }
    plan(job, more ? 0 : job.everyMs);
  };

  for (const job of jobs) plan(job, 0);
  return {
    async stop() {
      stopping.abort();
      for (const cancel of callOff.values()) cancel();
      await Promise.all(underWay.values());
    },
  };
}
