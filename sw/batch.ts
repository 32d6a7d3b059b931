/**
 * Gathers what is to be written: the first call of a batch starts a timer, and everything until it ends is written at
 * once. A worker that is killed meanwhile loses the batch, so it is for what can be lost. `now` writes without waiting.
 */
export function batched(write: () => Promise<void>, afterMs: number): { soon: () => void; now: () => Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = async () => {
    clearTimeout(timer);
    timer = undefined;
    await write();
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      now().catch((error: unknown) => console.info("A batch could not be written", error));
    }, afterMs);
  };
  return { soon, now };
}
