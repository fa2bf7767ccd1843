import { days, utcDay } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { offsetOf } from "./local-time";

/** The zone by whose clocks the shop's days begin and end. */
export const shopZone = (): string => env().SHOP_TIME_ZONE;

/** The day, `yyyy-mm-dd`, that clocks in the zone show at that moment. */
export const dayIn = (at: Date, zone: string): string => utcDay(new Date(at.getTime() + offsetOf(at.getTime(), zone)));

/** So many days later, or earlier, in the calendar. */
export const addDays = (day: string, count: number): string => utcDay(new Date(Date.parse(day) + days(count)));

/**
 * The first moment of a day in the zone: midnight, the first of two, or where clocks skip it, the end of what they skip. From
 * one day's to the next's are 23 to 25 hours.
 */
export function dawnOf(day: string, zone: string): Date {
  const midnight = Date.parse(day);
  return (
    [days(-1), days(1)]
      .map((around) => new Date(midnight - offsetOf(midnight + around, zone)))
      .toSorted((a, b) => a.getTime() - b.getTime())
      .find((moment) => dayIn(moment, zone) === day) ?? new Date(midnight)
  );
}
