import { shop } from "../../shop.config.ts";
import { ago, dayAndTime } from "./time.ts";

/** When something was, and how long ago: "14:05, 2 minutes ago". */
export function clockAndAge(at: number, now: number): string {
  return `${clock(at, now)}, ${ago(at, now)}`;
}

/** The time of day, with the day where it is not today's: "14:05" or "22 Nov 2026, 14:05". */
export function clock(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  if (!isToday) return dayAndTime(at);
  return new Intl.DateTimeFormat(shop.locale, { timeStyle: "short" }).format(new Date(at));
}
