import { expect, test, vi } from "vitest";
import { createAdmission, Refused } from "./admission.ts";

const held = () => Promise.withResolvers<void>();

test("so many run, so many wait their turn, and the rest are refused at once", async () => {
  const admission = createAdmission({ running: 2, waiting: 3, waitMs: 5_000 });
  const gates = Array.from({ length: 5 }, held);
  const started: number[] = [];
  const all = gates.map((gate, n) =>
    admission.run(async () => {
      started.push(n);
      await gate.promise;
      return n;
    }),
  );
  await expect(admission.run(async () => 6)).rejects.toMatchObject({ name: "Refused", retryAfter: 5 });
  expect(started).toEqual([0, 1]);
  expect(admission.counts).toEqual({ running: 2, waiting: 3, refused: 1 });
  gates[1]?.resolve();
  await all[1];
  await vi.waitFor(() => expect(started).toEqual([0, 1, 2]));
  for (const gate of gates) gate.resolve();
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(admission.counts).toEqual({ running: 0, waiting: 0, refused: 1 });
});

test("who has waited too long is refused, and its place goes to the next", async () => {
  const admission = createAdmission({ running: 1, waiting: 2, waitMs: 20 });
  const gate = held();
  const first = admission.run(() => gate.promise);
  await expect(admission.run(async () => "late")).rejects.toBeInstanceOf(Refused);
  const next = admission.run(async () => "in time");
  gate.resolve();
  await first;
  expect(await next).toBe("in time");
  expect(admission.counts).toEqual({ running: 0, waiting: 0, refused: 1 });
});

test("work that fails makes room as work that succeeds", async () => {
  const admission = createAdmission({ running: 1, waiting: 0, waitMs: 20 });
  await expect(admission.run(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await admission.run(async () => "after")).toBe("after");
});
