import type { DialRequest, OperatorStatus } from "../protocol/operator.ts";

/** What the process that serves can do to the releases of the shop. Rejects with a reason that an operator can read. */
export interface Operations {
  status(): Promise<OperatorStatus>;
  switchTo(release: string): Promise<OperatorStatus>;
  moveDial(request: DialRequest): Promise<OperatorStatus>;
}

// Next bundles its own copy of this module; the registry symbol is what the copies share.
const SLOT = Symbol.for("holdfast.operations");
const shared: typeof globalThis & { [SLOT]?: Operations } = globalThis;

/** Called once by a host at its start. */
export function provideOperations(operations: Operations): void {
  shared[SLOT] = operations;
}

export function getOperations(): Operations | null {
  return shared[SLOT] ?? null;
}
