import { currentPriceVersion } from "../db/queries/prices.ts";
import type { VersionAnswer } from "../protocol/service.ts";
import { API_VERSION } from "../protocol/versions.ts";
import { publicJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";

export function version(api: Api, deps: ApiDeps): void {
  api.get("/api/version", async (context) => {
    const { read } = await deps.getStore();
    const answer: VersionAnswer = {
      release: deps.release(context.req.raw),
      apiVersion: API_VERSION,
      minApiVersion: deps.minApiVersion,
      priceVersion: await currentPriceVersion(read),
    };
    return publicJson(context, answer, answer.priceVersion);
  });
}
