import { expect, test } from "vitest";
import { type Job, runJobs, type Schedule } from "./runner.ts";

/** A clock whose beats the test gives. */
function handSchedule() {
  const planned: { ms: number; tick: () => void }[] = [];
  const schedule: Schedule = (ms, tick) => {
    const entry = { ms, tick };
    planned.push(entry);
    return () => void planned.splice(planned.indexOf(entry), 1);
  };
  return { schedule, planned, beat: () => planned.shift()?.tick() };
}

const quiet = () => {};

function jobThat(run: Job["run"]): Job {
  return { name: "test", everyMs: 1_000, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a job runs at once, then on its beat, and at once again while there is more", async () => {
  const hand = handSchedule();
  const answers = [true, false];
  let runs = 0;
  runJobs([jobThat(async () => answers[runs++] ?? false)], quiet, hand.schedule);
  expect(hand.planned.map(({ ms }) => ms)).toEqual([0]);
  hand.beat();
  await settled();
  expect(hand.planned.map(({ ms }) => ms)).toEqual([0]);
  hand.beat();
  await settled();
  expect(hand.planned.map(({ ms }) => ms)).toEqual([1_000]);
  expect(runs).toBe(2);
});

test("a job that fails is logged and runs again on its next beat", async () => {
  const hand = handSchedule();
  const logged: string[] = [];
  runJobs(
    [jobThat(() => Promise.reject(new Error("broken")))],
    (level, message, fields) => logged.push(`${level} ${message} ${fields?.error}`),
    hand.schedule,
  );
  hand.beat();
  await settled();
  expect(logged).toEqual([expect.stringContaining("broken")]);
  expect(hand.planned.map(({ ms }) => ms)).toEqual([1_000]);
});

test("stopping waits for the unit under way, tells it so, and starts no other", async () => {
  const hand = handSchedule();
  const gate = Promise.withResolvers<void>();
  let told = false;
  const jobs = runJobs(
    [
      jobThat(async (signal) => {
        await gate.promise;
        told = signal.aborted;
        return true;
      }),
    ],
    quiet,
    hand.schedule,
  );
  hand.beat();
  let stopped = false;
  const stopping = jobs.stop().then(() => {
    stopped = true;
  });
  await settled();
  expect(stopped).toBe(false);
  gate.resolve();
  await stopping;
  expect(told).toBe(true);
  expect(hand.planned).toEqual([]);
});
