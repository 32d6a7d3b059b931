import { type HostProcess, startHost } from "./host-process.ts";
import type { Beside } from "./messages.ts";
import { getRelease } from "./release/catalogue.ts";
import type { SplitFile } from "./release/split.ts";
import { startAgain } from "./start-again.ts";

/** A division of the visitors whose host answers already, though nothing has changed yet. */
export interface PreparedSplit {
  /** Divides from now on; answers the host that nobody needs any more, which the caller owns. */
  use(): HostProcess | null;
  /** Leaves everything as it was. */
  drop(): Promise<void>;
}

interface Running {
  readonly host: HostProcess;
  readonly basePath: string;
}

/** Keeps the process of the release that serves beside the live one: starts it, starts it again when it dies, ends it. */
export function keepBeside(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** The process has died, or is back. */
  readonly onChange: (beside: Beside | null) => void;
}) {
  const env = { ...options.env, HOLDFAST_ROLE: "beside" };
  let split: SplitFile | null = null;
  let running: Running | null = null;
  let restarting: Promise<void> = Promise.resolve();

  const now = (): Beside | null =>
    split && running?.host.port ? { split, port: running.host.port, basePath: running.basePath } : null;

  const launch = async (release: string): Promise<Running> => {
    const basePath = (await getRelease(release))?.basePath ?? "";
    return { basePath, host: await startHost(release, { env, log: options.log }) };
  };

  const watch = (mine: Running) => {
    running = mine;
    void mine.host.exited.then(() => {
      if (running !== mine) return;
      running = null;
      options.onChange(now());
      options.log(`release ${mine.host.release}, which serves beside the live one, ended: starting it again`);
      restarting = restart(mine);
    });
  };

  const restart = ({ host: { release }, basePath }: Running) =>
    startAgain({
      start: () => startHost(release, { env, log: options.log }),
      isWanted: () => split?.beside === release && running === null,
      use(host) {
        watch({ host, basePath });
        options.onChange(now());
      },
      log: options.log,
    });

  return {
    now,
    split: () => split,
    /** Makes ready for another division, or with null for one release; what serves now goes on, also when it rejects. */
    async prepare(next: SplitFile | null): Promise<PreparedSplit> {
      const stays = next?.beside === split?.beside;
      const following = stays || next === null ? null : await launch(next.beside);
      return {
        use() {
          split = next;
          if (stays) return null;
          const former = running?.host ?? null;
          running = null;
          if (following) watch(following);
          return former;
        },
        async drop() {
          await following?.host.retire({ handOver: false });
        },
      };
    },
    /** What it still answers it may finish. */
    async close(): Promise<void> {
      split = null;
      const last = running;
      running = null;
      await Promise.all([last?.host.retire({ handOver: false }), restarting]);
    },
  };
}
