/** Thrown by a transaction's body to take back what it wrote and still hand an outcome to its caller. */
export class Undone extends Error {
  override readonly name = "Undone";
  readonly outcome: unknown;

  constructor(outcome: unknown) {
    super("taken back");
    this.outcome = outcome;
  }
}

/** For a transaction's `catch`: the outcome that was `Undone`; anything else is thrown on. */
export function undoneOutcome<Outcome>(error: unknown): Outcome {
  if (error instanceof Undone) return error.outcome as Outcome;
  throw error;
}
