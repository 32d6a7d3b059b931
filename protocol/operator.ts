import * as z from "zod/mini";

/** `POST /api/operator/session`: the token that the first start printed lets in. */
export const signInRequest = z.strictObject({ token: z.string().check(z.minLength(1), z.maxLength(200)) });

/** Which rungs of the kill ladder are pulled, server side; all are off in a healthy shop. */
export const killSwitches = z.strictObject({
  /** K1: the manifest asks every worker to delete its caches and unregister. */
  flag: z.boolean(),
  /** K1: `/sw-manifest.json` answers 410. */
  manifestGone: z.boolean(),
  /** K2: the worker's address serves the safety worker. */
  safetyWorker: z.boolean(),
});

/** `POST /api/operator/kill`: the switches to change. */
export const killRequest = z.partial(killSwitches);

/** The answer to signing in and out. */
export const signedAnswer = z.strictObject({ signedIn: z.boolean() });

export type KillSwitches = z.infer<typeof killSwitches>;

export const NOTHING_KILLED: KillSwitches = { flag: false, manifestGone: false, safetyWorker: false };

/** A release that the operator can see. */
export const releaseRow = z.strictObject({
  id: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** `live` runs the API and the jobs, `beside` serves its share of visitors, `kept` only has its static files served. */
  role: z.enum(["live", "beside", "kept"]),
  /** Visitors of a hundred that the dial sends here now. */
  share: z.int(),
  /** About how many clients were seen in the last hour, and how many documents they were sent. */
  clients: z.int(),
  documents: z.int(),
});

/** Where the dial stands between the live release and the one beside it; null when one release serves everybody. */
export const dialState = z.strictObject({
  /** Visitors of a hundred that get the live release, now. */
  percent: z.int(),
  /** The line that moves it, as it was given: `10% 30m 50% 2h 100%`; null when it is moved by hand. */
  schedule: z.nullable(z.string()),
  /** When stragglers are sent over, ISO 8601. */
  deadline: z.string(),
});

export const operatorStatus = z.strictObject({
  releases: z.array(releaseRow),
  dial: z.nullable(dialState),
  kill: killSwitches,
});

/** `POST /api/operator/dial`: a number of visitors of a hundred, or a line that moves it by time; or the deadline alone. */
export const dialRequest = z.strictObject({
  percent: z.optional(z.int().check(z.gte(0), z.lte(100))),
  schedule: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** Hours from now after which stragglers are sent over; 0 sends them at once. */
  hoursLeft: z.optional(z.number().check(z.gte(0), z.lte(24 * 30))),
});

/** `POST /api/operator/switch`: the release that goes live for everybody. */
export const switchRequest = z.strictObject({ release: z.string().check(z.minLength(1), z.maxLength(64)) });

export type ReleaseRow = z.infer<typeof releaseRow>;
export type DialState = z.infer<typeof dialState>;
export type DialRequest = z.infer<typeof dialRequest>;
export type OperatorStatus = z.infer<typeof operatorStatus>;
