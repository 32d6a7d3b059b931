import { getOperations } from "../../api/operations.ts";
import { statusOf } from "../../api/operator.ts";
import { dataDirOf } from "../../db/root.ts";
import { DialPanel } from "../parts/admin/dial-panel.tsx";
import { KillSwitchPanel } from "../parts/admin/kill-switch-panel.tsx";
import { ReleaseTable } from "../parts/admin/release-table.tsx";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { releases } from "../strings/admin.ts";
import { requireOperator } from "./guard.ts";

export default async function ReleasesPage() {
  await requireOperator();
  const status = await statusOf({ dataDir: dataDirOf(), operations: getOperations });
  return (
    <>
      <PageHead title={releases.title}>{releases.lead}</PageHead>
      <ReleaseTable rows={status.releases} />
      {status.dial === null ? null : <DialPanel dial={status.dial} />}
      <KillSwitchPanel kill={status.kill} />
    </>
  );
}
