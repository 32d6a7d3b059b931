/** Header names of the public interface, in the spelling in which they are sent. */
export const HEADER = {
  apiVersion: "X-API-Version",
  minApiVersion: "X-API-Min-Version",
  clientBuild: "X-Client-Build",
  appVersion: "X-App-Version",
  priceVersion: "X-Price-Version",
  idempotencyKey: "Idempotency-Key",
  idempotencyReplayed: "Idempotency-Replayed",
  source: "X-Holdfast-Source",
  /** Asks for one of two releases that serve at once (R9). */
  release: "X-Holdfast-Release",
} as const;

export const PROBLEM_TYPE = "application/problem+json";
