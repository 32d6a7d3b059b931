import { privateJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { droppedDeviceCookie } from "./device.ts";

/**
 * C13: takes the device's cookie back, which no script of the page can reach. What was ordered stays with the shop; nobody
 * on that browser is its owner any more.
 */
export function forget(api: Api, deps: ApiDeps): void {
  api.post("/api/forget", (context) =>
    privateJson({ forgotten: true }, { headers: { "Set-Cookie": droppedDeviceCookie(context, deps) } }),
  );
}
