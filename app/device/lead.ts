export interface Leading {
  /** Held by the tab that leads. */
  readonly lock: string;
  /** Runs until the signal is aborted. */
  readonly follow: (signal: AbortSignal) => Promise<void>;
  /** Whether a page that is hidden lets another tab lead. */
  readonly whileVisible: boolean;
}

/**
 * Follows something on behalf of all tabs: one tab holds the stream, because a browser opens few connections to one origin;
 * another takes over when it goes. A page that is put away lets go, so that it can be shown again at once. Answers how to stop.
 */
export function lead({ lock, follow, whileVisible }: Leading): () => void {
  let following: AbortController | null = null;
  let isPutAway = false;
  const end = () => {
    following?.abort();
    following = null;
  };
  // A page that is put away is told of being hidden after that.
  const look = () => {
    const isShown = !isPutAway && (!whileVisible || document.visibilityState === "visible");
    if (!isShown) return end();
    if (following) return;
    following = new AbortController();
    const { signal } = following;
    const led = "locks" in navigator ? navigator.locks.request(lock, { signal }, () => follow(signal)) : follow(signal);
    led.catch((error: unknown) => {
      if (!signal.aborted) console.info("Nothing is heard live; what is asked now and then tells it later", error);
    });
  };
  const onHide = () => {
    isPutAway = true;
    look();
  };
  const onShow = () => {
    isPutAway = false;
    look();
  };
  look();
  addEventListener("pagehide", onHide);
  addEventListener("pageshow", onShow);
  document.addEventListener("visibilitychange", look);
  return () => {
    removeEventListener("pagehide", onHide);
    removeEventListener("pageshow", onShow);
    document.removeEventListener("visibilitychange", look);
    end();
  };
}
