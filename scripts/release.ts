import { parseSchedule } from "../edge/schedule.ts";
import type { OperatorStatus } from "../protocol/operator.ts";
import { sendControl } from "../server/control.ts";
import { listReleases, pruneReleases } from "../server/release/catalogue.ts";
import { requireEarlier } from "../server/release/earlier.ts";
import { everLive, getLive, setLive } from "../server/release/live.ts";
import { requireServable } from "../server/release/servable.ts";
import { buildRelease } from "./lib/build-release.ts";

const USAGE =
  "npm run release              build a release and switch to it\nnpm run release -- --rollback  go back to the one before; once more, further back\nnpm run release -- list        show the retained releases\nnpm run release -- --beside 10% 30m 50% 2h 100%  leave the running one beside the new one\nnpm run release -- dial [25%]  show or move the dial between the two\nnpm run release -- deadline 6  send those who stay with the older one over in so many hours";

async function goLive(id: string, schedule?: string): Promise<void> {
  await requireServable(id);
  const answer = await sendControl({ command: "switch", release: id, ...(schedule ? { schedule } : {}) });
  if (answer === null) {
    await setLive(id);
    console.log(`no shop is running here: ${id} goes live with the next start`);
  } else {
    console.log(`live: ${id}`);
  }
}

async function list(): Promise<void> {
  const live = await getLive();
  const status = (await sendControl({ command: "status" })) as OperatorStatus | null;
  const rows = await listReleases();
  if (rows.length === 0) console.log("nothing has been built yet");
  for (const { id, createdAt } of rows) {
    const row = status?.releases.find((release) => release.id === id);
    const role = row?.role ?? (id === live?.live ? "live" : "kept");
    const seen = row ? `  ${row.clients} clients, ${row.documents} pages in the last hour` : "";
    console.log(`${role.padEnd(6)}  ${id}  ${createdAt}${seen}`);
  }
  if (rows.length > 0 && status === null) console.log("no shop is running here, so nobody was counted");
}

/** R9: the running release stays beside the new one and keeps the visitors that the dial leaves it. */
async function releaseBeside(schedule: string): Promise<void> {
  parseSchedule(schedule);
  const { id } = await buildRelease((line) => console.log(line));
  await goLive(id, schedule);
}

async function moveDial(line: string): Promise<void> {
  const answer = await sendControl(line ? { command: "dial", dial: { schedule: line } } : { command: "status" });
  if (answer === null) throw new Error("no shop is running here");
  const { dial } = answer as OperatorStatus;
  if (dial === null) console.log("one release serves everybody");
  else console.log(`${dial.percent}% get the live release (${dial.schedule ?? "by hand"}); all from ${dial.deadline}`);
}

/** R9: from then on nobody is left on the older release. */
async function moveDeadline(hours: string): Promise<void> {
  if (!/^\d+(\.\d+)?$/.test(hours)) throw new Error(`not a number of hours: ${hours}`);
  await sendControl({ command: "dial", dial: { hoursLeft: Number(hours) } });
  await moveDial("");
}

async function main(args: readonly string[]): Promise<void> {
  const [what, ...rest] = args;
  if (what === "list") return list();
  if (what === "--rollback") return goLive(await requireEarlier());
  if (what === "--beside") return releaseBeside(rest.join(" "));
  if (what === "dial") return moveDial(rest.join(" "));
  if (what === "deadline") return moveDeadline(rest.join(""));
  if (what !== undefined) throw new Error(`unknown: ${what}\n${USAGE}`);
  const { id } = await buildRelease((line) => console.log(line));
  await goLive(id);
  await pruneReleases(await everLive());
}

/** What the disk said, in whatever process it said it. */
const FULL = /ENOSPC|no space left on device/i;

main(process.argv.slice(2)).catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  console.error(
    FULL.test(text)
      ? `The disk is full. Nothing was switched: what is live goes on. Make room and repeat the command.\n${text}`
      : text,
  );
  process.exit(1);
});
