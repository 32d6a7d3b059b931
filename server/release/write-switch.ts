import { stageLive } from "./live.ts";
import { getSplit, type SplitFile, stageSplit, writeSplit } from "./split.ts";

/** Writes down which release is live and how visitors are divided: both or, when it rejects, neither. */
export async function writeSwitch(release: string, split: SplitFile | null): Promise<void> {
  const before = await getSplit();
  const stagedSplit = await stageSplit(split);
  // A full disk shows here, before anything is in its place.
  const stagedLive = await stageLive(release).catch(async (error: unknown) => {
    await stagedSplit.discard();
    throw error;
  });
  await stagedSplit.commit();
  try {
    await stagedLive.commit();
  } catch (error) {
    await writeSplit(before);
    throw error;
  }
}
