/** A browser comes back by itself so often, within a second or two, before it is left alone for a while. */
const MISSES = 4;
const AGAIN_MS = 15_000;

export interface StreamListener {
  /** Called for every event without a name. */
  readonly hear: (data: string) => void;
  /** Called for the events of these names. */
  readonly named?: Readonly<Record<string, (data: string) => void>>;
  /** The shop has begun to tell. */
  readonly opened?: () => void;
  /** The connection broke off: what was told of the moment holds no longer. */
  readonly broken?: () => void;
  /** The shop has answered with something else, after the stream had been open: there is none for this page any more. */
  readonly refused?: () => void;
}

/**
 * Listens to an event stream until the signal is aborted. The browser comes back by itself and says what it heard last; where
 * nobody answers for long, or the answer is none, it is tried again now and then, and as soon as there is a network.
 */
export function listenTo(
  url: string,
  { hear, named = {}, opened, broken, refused }: StreamListener,
  signal: AbortSignal,
): void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  let wasOpen = false;
  let openSince: number | null = null;
  const open = () => {
    clearTimeout(timer);
    timer = undefined;
    source = new EventSource(url);
    source.onopen = () => {
      wasOpen = true;
      openSince = Date.now();
      opened?.();
    };
    source.onmessage = ({ data }) => {
      misses = 0;
      hear(data);
    };
    for (const [name, hearNamed] of Object.entries(named)) {
      source.addEventListener(name, ({ data }) => hearNamed(data));
    }
    source.onerror = () => {
      broken?.();
      // One that stood for a while had nothing to tell, and was no miss.
      const stood = openSince !== null && Date.now() - openSince > AGAIN_MS;
      openSince = null;
      misses = stood ? 1 : misses + 1;
      const isRefused = source.readyState === EventSource.CLOSED;
      if (!isRefused && misses < MISSES) return;
      source.close();
      // Spread, or all who lost a shop at once would come back at once.
      timer = setTimeout(open, AGAIN_MS * (0.5 + Math.random()));
      if (!isRefused || !wasOpen) return;
      wasOpen = false;
      refused?.();
    };
  };
  const onOnline = () => {
    if (timer === undefined) return;
    misses = 0;
    open();
  };
  open();
  addEventListener("online", onOnline);
  signal.addEventListener("abort", () => {
    removeEventListener("online", onOnline);
    clearTimeout(timer);
    source.close();
  });
}
