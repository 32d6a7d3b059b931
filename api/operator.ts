import { dialRequest, killRequest, type OperatorStatus, signInRequest, switchRequest } from "../protocol/operator.ts";
import { privateJson } from "./answers.ts";
import { createAttempts, requireTurn } from "./attempts.ts";
import { readJson } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { readKillSwitches, writeKillSwitches } from "./kill-switches.ts";
import type { Operations } from "./operations.ts";
import { requireOperator } from "./operator-guard.ts";
import { ENDED_SESSION, sessionCookie } from "./operator-session.ts";
import { fitsToken } from "./operator-token.ts";
import { ApiProblem } from "./problem.ts";

/** For all visitors together: an operator needs few, and a guesser gets nowhere with these. */
const SIGN_INS = { most: 10, withinMs: 60_000 };

export function operator(api: Api, deps: ApiDeps): void {
  const attempts = createAttempts(SIGN_INS);

  api.post("/api/operator/session", async (context) => {
    const { token } = await readJson(context, signInRequest);
    requireTurn(attempts.take(deps.now()));
    const digest = deps.tokenDigest();
    if (digest === null || !fitsToken(token, digest)) {
      throw new ApiProblem("unauthenticated", { detail: "This is not the token of this shop." });
    }
    const seal = { secret: deps.secret, digest };
    return privateJson({ signedIn: true }, { headers: { "Set-Cookie": sessionCookie(seal, deps.now()) } });
  });

  api.post("/api/operator/sign-out", () =>
    privateJson({ signedIn: false }, { headers: { "Set-Cookie": ENDED_SESSION } }),
  );

  api.use("/api/operator/status", requireOperator(deps));
  api.get("/api/operator/status", async () => privateJson(await statusOf(deps)));

  api.use("/api/operator/kill", requireOperator(deps));
  api.post("/api/operator/kill", async (context) => {
    const change = await readJson(context, killRequest);
    const kill = writeKillSwitches(deps.dataDir, change);
    deps.log("warn", "the kill switches were set", kill);
    return privateJson(await statusOf(deps));
  });

  api.use("/api/operator/switch", requireOperator(deps));
  api.post("/api/operator/switch", async (context) => {
    const { release } = await readJson(context, switchRequest);
    return privateJson(await operated(deps, (operations) => operations.switchTo(release)));
  });

  api.use("/api/operator/dial", requireOperator(deps));
  api.post("/api/operator/dial", async (context) => {
    const request = await readJson(context, dialRequest);
    return privateJson(await operated(deps, (operations) => operations.moveDial(request)));
  });
}

/** What an operator sees; the releases are the platform's where no host of ours serves. */
export async function statusOf(deps: Pick<ApiDeps, "dataDir" | "operations">): Promise<OperatorStatus> {
  const status = await deps.operations()?.status();
  return status ?? { releases: [], dial: null, kill: readKillSwitches(deps.dataDir) };
}

async function operated(deps: ApiDeps, act: (operations: Operations) => Promise<OperatorStatus>) {
  const operations = deps.operations();
  if (operations === null) throw new ApiProblem("release-refused", { detail: "The platform switches releases here." });
  try {
    return await act(operations);
  } catch (error) {
    throw new ApiProblem("release-refused", { detail: error instanceof Error ? error.message : String(error) });
  }
}
