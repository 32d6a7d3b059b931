import { shop } from "../shop.config.ts";

const DAY_MS = 86_400_000;

/** First and last day of arrival, as calendar days such as "2026-11-25". */
export interface DeliveryWindow {
  readonly from: string;
  readonly to: string;
}

interface LocalTime {
  /** Midnight UTC of the calendar day where the shop stands, milliseconds. */
  readonly day: number;
  readonly hour: number;
}

function localTime(at: number): LocalTime {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: shop.timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return { day: Date.UTC(read("year"), read("month") - 1, read("day")), hour: read("hour") };
}

function isWorkingDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The day that lies so many working days later; zero stays on a working day and moves on from a weekend. */
function workingDaysAfter(start: number, count: number): number {
  let day = start;
  while (!isWorkingDay(day)) day += DAY_MS;
  for (let left = count; left > 0; left -= 1) {
    do day += DAY_MS;
    while (!isWorkingDay(day));
  }
  return day;
}

/**
 * When an order made at this time (milliseconds since 1970) arrives: packed the same working day when it is in by the
 * shop's hour, else the next one, and then so many working days on the way.
 */
export function deliveryWindow([fewest, most]: readonly [number, number], at: number): DeliveryWindow {
  const { day, hour } = localTime(at);
  const late = isWorkingDay(day) && hour >= shop.policy.sameDayUntilHour;
  const packed = workingDaysAfter(day, late ? 1 : 0);
  const text = (count: number) => new Date(workingDaysAfter(packed, count)).toISOString().slice(0, 10);
  return { from: text(fewest), to: text(most) };
}
