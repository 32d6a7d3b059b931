/** A browser comes back by itself so often, within a second or two, before it is left alone for a while. */
const MISSES = 4;
const AGAIN_MS = 15_000;

export interface StreamListener {
  /** Called for every event. */
  readonly hear: (data: string) => void;
  /** The shop has answered with something else, after it had told events before: there is none for this page any more. */
  readonly refused?: () => void;
}

/**
 * Listens to an event stream until the signal is aborted. The browser comes back by itself and says what it heard last; where
 * nobody answers for long, or the answer is none, it is tried again now and then, and as soon as there is a network.
 */
export function listenTo(url: string, { hear, refused }: StreamListener, signal: AbortSignal): void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  let heard = false;
  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    source = new EventSource(url);
    source.onmessage = ({ data }) => {
      misses = 0;
      heard = true;
      hear(data);
    };
    source.onerror = () => {
      misses += 1;
      const isRefused = source.readyState === EventSource.CLOSED;
      if (!isRefused && misses < MISSES) return;
      source.close();
      timer = setTimeout(open, AGAIN_MS);
      if (isRefused && heard) refused?.();
    };
  };
  const onOnline = () => {
    if (timer !== undefined) open();
  };
  open();
  addEventListener("online", onOnline);
  signal.addEventListener("abort", () => {
    removeEventListener("online", onOnline);
    clearTimeout(timer);
    source.close();
  });
}
