import { shop } from "../../shop.config.ts";

const STEPS = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

/** How long ago in words, such as "12 minutes ago"; anything under a minute is "a moment ago". */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  const step = STEPS.find((entry) => passed >= entry.ms);
  if (!step) return "a moment ago";
  return new Intl.RelativeTimeFormat(shop.locale, { numeric: "auto" }).format(-Math.floor(passed / step.ms), step.unit);
}

/** A day and time in the shop's locale, such as "22 Nov 2026, 14:05". */
export function dayAndTime(at: number | string): string {
  return new Intl.DateTimeFormat(shop.locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

/** A calendar day such as "2026-11-25" in words: "Wed 25 Nov". */
export function calendarDay(day: string): string {
  const format = new Intl.DateTimeFormat(shop.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return format.format(Date.parse(day));
}
