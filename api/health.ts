import { currentPriceVersion } from "../db/queries/prices.ts";
import type { HealthAnswer } from "../protocol/service.ts";
import { privateJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { ApiProblem } from "./problem.ts";

export function health(api: Api, deps: ApiDeps): void {
  api.get("/api/health", async (context) => {
    try {
      const { read } = await deps.getStore();
      await currentPriceVersion(read);
    } catch (error) {
      // Whatever keeps the database from answering, a balancer has to read 503 and not 500.
      deps.log("warn", "the health check failed", { requestId: context.get("requestId"), error: errorText(error) });
      throw new ApiProblem("unavailable", { detail: "The database does not answer." }, { "Retry-After": "2" });
    }
    const answer: HealthAnswer = { status: "ok" };
    return privateJson(answer);
  });
}
