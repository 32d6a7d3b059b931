import { spawn } from "node:child_process";
import { join, relative } from "node:path";
import { issueOperatorToken } from "../api/operator-token.ts";
import { log } from "../db/log.ts";
import { dataDir, projectRoot } from "../server/paths.ts";
import { startPaymentService } from "../server/payment-service.ts";
import { releaseDir } from "../server/release/catalogue.ts";
import { buildRelease } from "./lib/build-release.ts";

/** Serves a release with plain `next start`, for platforms that host Next themselves: no socket hand-over, no page cache. */
const named = process.env.HOLDFAST_SERVE;
const id = named ?? (await buildRelease((line) => console.log(line))).id;
const port = Number(process.env.PORT ?? 3000);
const token = issueOperatorToken(process.env, dataDir());
if (token !== null) console.log(`The operator's token for /admin, shown this once: ${token}`);
const payments = startPaymentService({ shopPort: port, log });
const child = spawn("next", ["start", "--port", String(port)], {
  cwd: projectRoot(),
  stdio: "inherit",
  env: {
    ...process.env,
    NODE_ENV: "production",
    DATA_DIR: dataDir(),
    HOLDFAST_ROOT: projectRoot(),
    HOLDFAST_BACKGROUND: join(releaseDir(id), "background.mjs"),
    HOLDFAST_DIST_DIR: relative(projectRoot(), join(releaseDir(id), "next")),
  },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
child.once("exit", async (code) => {
  await payments.close();
  process.exit(code ?? 0);
});
