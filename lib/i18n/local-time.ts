/**
 * The moment at which a clock on the wall of the zone shows `2026-11-25T18:00`, as a field for day and time gives it, or
 * null when it is none of the years from 2000 to 2999: others are half typed. An hour that a summer's beginning skips is
 * taken for the one after it.
 */
export function parseLocalTime(typed: string, timeZone: string): Date | null {
  if (!/^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(typed)) return null;
  const wall = Date.parse(`${typed}Z`);
  if (Number.isNaN(wall)) return null;
  const guess = wall - offsetOf(wall, timeZone);
  return new Date(wall - offsetOf(guess, timeZone));
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function offsetOf(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const shown = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`;
  return Date.parse(shown) - Math.floor(moment / 1000) * 1000;
}
