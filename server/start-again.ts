import type { HostProcess } from "./host-process.ts";

const AFTER_FAILURE_MS = 250;

/** Starts a host as often as it takes, one try after the other, until `use` has it or nobody wants it any more. */
export async function startAgain(options: {
  start(): Promise<HostProcess>;
  isWanted(): boolean;
  use(host: HostProcess): void;
  readonly log: (line: string) => void;
}): Promise<void> {
  while (options.isWanted()) {
    try {
      const host = await options.start();
      if (options.isWanted()) return options.use(host);
      await host.retire({ handOver: false });
    } catch (error) {
      options.log(error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, AFTER_FAILURE_MS));
    }
  }
}
