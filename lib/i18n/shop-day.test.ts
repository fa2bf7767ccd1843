import { expect, it } from "vitest";
import { addDays, dawnOf, dayIn } from "./shop-day";

const hoursOf = (day: string, zone: string) =>
  (dawnOf(addDays(day, 1), zone).getTime() - dawnOf(day, zone).getTime()) / 3_600_000;

it("a day is that of the zone's own clocks", () => {
  const evening = new Date("2026-03-01T16:00:00Z");
  expect(["Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles"].map((zone) => dayIn(evening, zone))).toEqual([
    "2026-03-02",
    "2026-03-01",
    "2026-03-01",
  ]);
  expect(dawnOf("2026-03-02", "Asia/Tokyo").toISOString()).toBe("2026-03-01T15:00:00.000Z");
  expect(dawnOf("2026-03-02", "UTC").toISOString()).toBe("2026-03-02T00:00:00.000Z");
});

it("has 23 hours where clocks go forward, and 25 where they go back", () => {
  expect([hoursOf("2026-03-28", "Europe/Berlin"), hoursOf("2026-03-29", "Europe/Berlin")]).toEqual([24, 23]);
  expect([hoursOf("2026-10-25", "Europe/Berlin"), hoursOf("2026-10-26", "Europe/Berlin")]).toEqual([25, 24]);
  expect(dawnOf("2026-03-30", "Europe/Berlin").toISOString()).toBe("2026-03-29T22:00:00.000Z");
});

it.each([
  // Midnight is skipped, east and west of Greenwich; midnight comes twice; an hour before midnight comes twice.
  ["Africa/Cairo", "2026-04-24", 23],
  ["America/Santiago", "2026-09-06", 23],
  ["America/Havana", "2026-11-01", 25],
  ["America/Santiago", "2026-04-04", 25],
])("begins in %s on %s where the day before ends", (zone, day, hours) => {
  for (const each of [addDays(day, -1), day, addDays(day, 1)]) {
    const dawn = dawnOf(each, zone);
    expect([dayIn(new Date(dawn.getTime() - 1), zone), dayIn(dawn, zone)]).toEqual([addDays(each, -1), each]);
  }
  expect(hoursOf(day, zone)).toBe(hours);
});
