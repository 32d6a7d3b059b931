import type { ReleaseRow } from "../../../protocol/operator.ts";
import { releases } from "../../strings/admin.ts";
import { GoLiveButton } from "./go-live-button.tsx";
import styles from "./panel.module.css";

const builtAt = new Intl.DateTimeFormat("en-IE", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

export function ReleaseTable({ rows }: { readonly rows: readonly ReleaseRow[] }) {
  if (rows.length === 0) return <p className={styles.lead}>{releases.none}</p>;
  const { columns } = releases;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{columns.release}</th>
            <th scope="col">{columns.built}</th>
            <th scope="col">{columns.share}</th>
            <th scope="col">{columns.clients}</th>
            <th scope="col">{columns.documents}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={styles.id}>
                {row.id}
              </th>
              <td>{builtAt.format(new Date(row.createdAt))} UTC</td>
              <td className={row.role === "kept" ? undefined : styles.live}>
                {releases.roles[row.role]}
                {row.role === "kept" ? null : ` ${row.share}%`}
              </td>
              <td>{row.clients}</td>
              <td>{row.documents}</td>
              <td>{row.role === "live" ? null : <GoLiveButton release={row.id} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
