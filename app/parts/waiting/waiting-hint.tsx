"use client";

import { useConnection } from "../../device/connection.ts";
import * as strings from "../../strings/waiting-hint.ts";
import { ShopLink } from "../chrome/shop-link.tsx";

/** Leads to what waits, where anything does; else nothing. */
export function WaitingHint() {
  const { waiting, needsYou } = useConnection();
  if (waiting + needsYou === 0) return null;
  return (
    <>
      {needsYou > 0 ? `${strings.needsYou(needsYou)} ` : null}
      {waiting > 0 ? `${strings.waits(waiting)} ` : null}
      <ShopLink href="/waiting">{strings.look}</ShopLink>
    </>
  );
}
