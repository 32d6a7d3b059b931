/** Header names of the public interface, in the spelling in which they are sent. */
export const HEADER = {
  apiVersion: "X-API-Version",
  clientBuild: "X-Client-Build",
  appVersion: "X-App-Version",
  priceVersion: "X-Price-Version",
  idempotencyKey: "Idempotency-Key",
  source: "X-Holdfast-Source",
} as const;

export const PROBLEM_TYPE = "application/problem+json";
