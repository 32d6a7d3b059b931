import { issueOperatorToken } from "../api/operator-token.ts";
import { log } from "../db/log.ts";
import { openControl } from "../server/control.ts";
import { operatorStatus } from "../server/operator-status.ts";
import { dataDir } from "../server/paths.ts";
import { startPaymentService } from "../server/payment-service.ts";
import { pruneReleases } from "../server/release/catalogue.ts";
import { releaseToStart } from "../server/release/earlier.ts";
import { everLive, getLive, setLive } from "../server/release/live.ts";
import { requireServable } from "../server/release/servable.ts";
import { startSupervisor } from "../server/supervisor.ts";
import { buildRelease } from "./lib/build-release.ts";

const say = (line: string) => console.log(line);

/** HOLDFAST_SERVE names a built release and skips the build: the tests deploy that way. */
async function chooseRelease(): Promise<string> {
  const named = process.env.HOLDFAST_SERVE;
  if (named) return named;
  const started = Date.now();
  const { id } = await buildRelease((line) => say(`[2/3] ${line}`));
  say(`[2/3] release ${id} is built (${Math.round((Date.now() - started) / 1000)} s)`);
  const chosen = await releaseToStart(id);
  if (chosen !== id) say(`[2/3] it was rolled back: ${chosen} stays live until the next "npm run release"`);
  return chosen;
}

async function main(): Promise<void> {
  const release = await chooseRelease();
  await requireServable(release);
  const port = Number(process.env.PORT ?? 3000);
  say(`[3/3] opening the database in ${dataDir()} and starting the shop`);

  // Pages and API open the same database whatever their working directory is.
  const env = { DATA_DIR: dataDir() };
  const supervisor = await startSupervisor({ release, port, env, log: (line) => log("warn", line) });
  // Only now: a start that finds its port taken must not speak for the shop that runs there.
  await setLive(release, { goesBack: false });
  await supervisor.resume();
  const payments = startPaymentService({ shopPort: supervisor.port, log });
  const closeControl = await openControl(async (command) => {
    if (command.command === "switch") {
      await requireServable(command.release);
      await supervisor.switchTo(command.release, command.schedule ?? null);
    }
    if (command.command === "dial") await supervisor.moveDial(command.dial);
    return {
      ...(await operatorStatus(supervisor)),
      live: supervisor.live(),
      previous: (await getLive())?.previous ?? [],
      hostPid: supervisor.hostPid(),
    };
  });
  await pruneReleases(await everLive());

  const stop = async () => {
    await closeControl();
    await supervisor.close();
    await payments.close();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
  const token = issueOperatorToken(process.env, dataDir());
  if (token !== null) say(`\nThe operator's token for /admin, shown this once: ${token}`);
  say(`\nThe shop is open: http://localhost:${supervisor.port}\n`);
}

main().catch((error: unknown) => {
  const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (inUse)
    console.error(`Port ${process.env.PORT ?? 3000} is taken: stop what listens there, or set PORT to another.`);
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
