import { type HostProcess, startHost } from "./host-process.ts";
import type { Beside } from "./messages.ts";
import { getRelease } from "./release/catalogue.ts";
import { type SplitFile, writeSplit } from "./release/split.ts";

const RETIRE_GRACE_MS = 20_000;
const RESTART_DELAY_MS = 500;

/** Keeps the process of the release that serves beside the live one: starts it, starts it again when it dies, ends it. */
export function keepBeside(options: {
  readonly env: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  readonly onChange: (beside: Beside | null) => void;
}) {
  let split: SplitFile | null = null;
  let host: HostProcess | null = null;
  let basePath = "";

  const now = (): Beside | null => (split && host?.port ? { split, port: host.port, basePath } : null);

  const start = async (release: string) => {
    const started = await startHost(release, { ...options.env, HOLDFAST_ROLE: "beside" });
    host = started;
    basePath = (await getRelease(release))?.basePath ?? "";
    void started.exited.then(() => {
      if (host !== started) return;
      host = null;
      options.onChange(now());
      options.log(`release ${release}, which serves beside the live one, ended: starting it again`);
      setTimeout(() => {
        if (split?.beside !== release || host) return;
        start(release).then(
          () => options.onChange(now()),
          (error: unknown) => options.log(String(error)),
        );
      }, RESTART_DELAY_MS);
    });
  };

  const end = async () => {
    const old = host;
    host = null;
    // What it still answers it may finish; the live host sends it nothing new.
    if (old) await old.retire({ graceMs: RETIRE_GRACE_MS, handOver: false });
  };

  return {
    now,
    split: () => split,
    /** Divides the visitors anew, or with null gives all of them to the live release. Nothing changes when it rejects. */
    async keep(next: SplitFile | null): Promise<void> {
      const other = next?.beside !== split?.beside;
      await writeSplit(next);
      const before = split;
      split = next;
      try {
        if (other) {
          const ending = host;
          host = null;
          if (next) await start(next.beside);
          options.onChange(now());
          void ending?.retire({ graceMs: RETIRE_GRACE_MS, handOver: false });
          return;
        }
      } catch (error) {
        split = before;
        await writeSplit(before);
        throw error;
      }
      options.onChange(now());
    },
    async close(): Promise<void> {
      split = null;
      await end();
    },
  };
}
