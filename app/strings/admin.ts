export const admin = {
  title: "Back office",
  navigation: "Back office",
  signOut: "Sign out",
  failed: "That did not work",
  unreachable: "The shop did not answer. Load this page anew to see what holds now.",
} as const;

export const signIn = {
  title: "Who goes there?",
  lead: "This part of the shop is for those who run it. The token was printed when the shop was started for the first time.",
  token: "Operator's token",
  action: "Sign in",
  wrong: "This is not the token of this shop.",
  tooMany: "Too many attempts. Wait a minute and try again.",
} as const;

export const releases = {
  title: "Releases",
  lead: "What is live, what is kept, and who was seen on it in the last hour.",
  none: "This shop runs without its own host: the platform that serves it switches releases.",
  columns: { release: "Release", built: "Built", share: "Share", clients: "Clients", documents: "Pages sent" },
  roles: { live: "live", beside: "beside", kept: "kept" },
  goLive: "Make live",
  goLiveLabel: (release: string) => `Make live: release ${release}`,
} as const;

export const dial = {
  title: "Two releases at once",
  lead: (percent: number, deadline: string) =>
    `Of a hundred visitors ${percent} get the live release, the others the one beside it. Everybody gets the live one from ${deadline}.`,
  line: "Visitors for the live release",
  hint: "One percentage, or a line that moves by itself: 10% 30m 50% 2h 100%",
  action: "Move the dial",
} as const;

export const kill = {
  title: "Kill switches",
  lead: "For a bad worker, the mildest first. Cart and queued orders survive each of them.",
  switches: {
    flag: {
      name: "Tell every worker to leave",
      hint: "The manifest carries the kill flag; workers delete their caches and unregister.",
    },
    manifestGone: {
      name: "Take the manifest away",
      hint: "/sw-manifest.json answers 410; workers that see it twice, a minute apart, leave.",
    },
    safetyWorker: {
      name: "Serve the safety worker",
      hint: "For a worker that no longer listens: /sw.js becomes one that removes it and itself.",
    },
  },
  saved: (name: string, on: boolean) => `${name}: ${on ? "on" : "off"}.`,
} as const;
