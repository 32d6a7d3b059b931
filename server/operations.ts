import type { Operations } from "../api/operations.ts";
import type { OperatorStatus } from "../protocol/operator.ts";
import { type Command, sendControl } from "./control.ts";

async function ask(command: Command): Promise<OperatorStatus> {
  const answer = await sendControl(command);
  if (answer === null) throw new Error("the supervisor of this shop does not answer");
  return answer as OperatorStatus;
}

/** What a host asks of the supervisor that owns the releases, over the same door as the command line. */
export const hostOperations: Operations = {
  status: () => ask({ command: "status" }),
  switchTo: (release) => ask({ command: "switch", release }),
  moveDial: (dial) => ask({ command: "dial", dial }),
};
