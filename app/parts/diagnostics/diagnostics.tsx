"use client";

import { useCallback, useEffect, useState } from "react";
import { BASE_PATH } from "../../device/base-path.ts";
import * as strings from "../../strings/diagnostics.ts";
import { dayAndTime } from "../../strings/time.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import { ClearCopies } from "./clear-copies.tsx";
import styles from "./diagnostics.module.css";

type Told = ReadonlyMap<string, unknown> | "reading" | "unreadable";

async function readState(): Promise<Told> {
  try {
    const response = await fetch(`${BASE_PATH}/__sw/state?format=json`, { cache: "no-store" });
    const state: unknown = await response.json();
    return typeof state === "object" && state !== null ? new Map(Object.entries(state)) : "unreadable";
  } catch (error) {
    console.info("The worker's state cannot be read", error);
    return "unreadable";
  }
}

/** Times are milliseconds since 1970 in what the worker tells; so are no other numbers of this size. */
const YEAR_2001 = 1_000_000_000_000;

const TIMES = ["lastTick", "lastRun", "lastCheck"];
const BYTES = ["usage", "quota"];

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  if (value === null || value === undefined) return <>{TIMES.includes(name) ? strings.never : strings.none}</>;
  if (typeof value === "number" && BYTES.includes(name)) return <>{strings.megabytes(value)}</>;
  if (typeof value === "number" && value > YEAR_2001) return <>{dayAndTime(value)}</>;
  if (typeof value === "object") return <Parts value={value} />;
  return <>{String(value)}</>;
}

function Parts({ value }: { readonly value: object }) {
  const parts = Object.entries(value);
  if (parts.length === 0) return <>{strings.nothing}</>;
  return (
    <dl className={styles.parts}>
      {parts.map(([name, part]) => (
        <div key={name} className={styles.part}>
          <dt>{strings.parts[name] ?? name}</dt>
          <dd className="numbers">
            <Value name={name} value={part} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Section({ name, value }: { readonly name: string; readonly value: unknown }) {
  const heading = strings.sections[name] ?? name;
  return (
    <section className={styles.section} aria-labelledby={`told-${name}`}>
      <h2 id={`told-${name}`} className={styles.title}>
        {heading}
      </h2>
      {name === "log" && Array.isArray(value) ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre className={styles.log} tabIndex={0}>
          {value.join("\n")}
        </pre>
      ) : (
        <div className={styles.told}>
          <Value name={name} value={value} />
        </div>
      )}
    </section>
  );
}

function inOrder(told: ReadonlyMap<string, unknown>): string[] {
  const named = Object.keys(strings.sections).filter((name) => told.has(name));
  return [...named, ...[...told.keys()].filter((name) => !named.includes(name))];
}

/** I3 for humans. */
export function Diagnostics() {
  const [told, setTold] = useState<Told>("reading");
  const read = useCallback(() => {
    setTold("reading");
    void readState().then(setTold);
  }, []);
  useEffect(read, [read]);

  const hasWorker = told instanceof Map && told.get("state") !== "NO_WORKER";
  return (
    <>
      <p className={row.row}>
        <button type="button" className={button.secondary} onClick={read}>
          {strings.again}
        </button>
        <a href={`${BASE_PATH}/__sw/state`} className={button.quiet}>
          {strings.plain}
        </a>
        <ShopLink href="/waiting" className={button.quiet}>
          {strings.waiting}
        </ShopLink>
      </p>
      <p role="status" className={styles.status}>
        {told === "reading" ? strings.reading : null}
        {told === "unreadable" ? strings.unreadable : null}
        {told instanceof Map && !hasWorker ? strings.noWorker : null}
      </p>
      <ClearCopies />
      {told instanceof Map && hasWorker
        ? inOrder(told).map((name) => <Section key={name} name={name} value={told.get(name)} />)
        : null}
    </>
  );
}
