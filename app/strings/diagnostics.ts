export const title = "Diagnostics";
export const lead =
  "What the part of the shop that works in your browser, its service worker, says about itself. It knows nothing about you.";
export const reading = "Reading.";
export const again = "Read again";
export const plain = "As plain text";
export const waiting = "See what waits to be sent";
export const noWorker =
  "No worker is in control of this page. The shop works all the same, but only as long as there is a signal.";
export const unreadable = "The worker does not answer.";
export const nothing = "Nothing";
export const never = "never";
export const none = "none";
export const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What the worker's own names mean to people; others are shown as they are. */
export const parts: Readonly<Record<string, string>> = {
  needsYou: "needs you",
  usage: "used",
  quota: "of at most",
  lite: "too full to keep more",
  asked: "asked for",
  kept: "from this device",
  ratio: "share",
  lastTick: "last looked at",
  lastRun: "last done",
  problem: "problem",
};

/** Headings of what the worker tells, in the order in which they are shown; what is not named here comes last, as it is. */
export const sections: Readonly<Record<string, string>> = {
  state: "State",
  reason: "Reason",
  worker: "Worker",
  latestRelease: "Latest release",
  lastCheck: "Last check",
  releases: "Releases on this device",
  windows: "Open windows",
  prices: "Price version",
  outbox: "Waiting to be sent",
  storage: "Storage",
  hits: "Files that cost no network",
  idle: "Idle tasks",
  caches: "Caches",
  log: "Log",
};
