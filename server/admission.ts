/** How much is worked on at once, how much may wait for it, and for how long. */
export interface AdmissionLimits {
  readonly running: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** Told at once to those who would only make the queue longer; `Retry-After` in seconds. */
export class Refused extends Error {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super("the shop is busy");
    this.name = "Refused";
    this.retryAfter = retryAfter;
  }
}

export interface Admission {
  /** Runs `work` when its turn comes; rejects with `Refused` when the queue is full or the turn comes too late. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  readonly counts: { running: number; waiting: number; refused: number };
}

/**
 * A bounded queue in front of work that costs: beyond it an early refusal is cheaper for everybody than a late answer that
 * nobody waits for any more.
 */
export function createAdmission(limits: AdmissionLimits): Admission {
  const counts = { running: 0, waiting: 0, refused: 0 };
  const queue: (() => void)[] = [];

  const refuse = () => {
    counts.refused += 1;
    return new Refused(Math.max(1, Math.ceil(limits.waitMs / 1_000)));
  };

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        counts.waiting -= 1;
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(go), 1);
        counts.waiting -= 1;
        reject(refuse());
      }, limits.waitMs);
      counts.waiting += 1;
      queue.push(go);
    });

  return {
    counts,
    async run(work) {
      if (counts.running >= limits.running) {
        if (counts.waiting >= limits.waiting) throw refuse();
        // Whoever finishes hands its place over, so the number of those who run stays as it is.
        await turn();
      } else {
        counts.running += 1;
      }
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else counts.running -= 1;
      }
    },
  };
}
