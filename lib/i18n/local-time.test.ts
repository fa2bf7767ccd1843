import { expect, it } from "vitest";
import { parseLocalTime } from "./local-time";

const moment = (typed: string, zone: string) => parseLocalTime(typed, zone)?.toISOString();

it("is the moment the zone's own clocks show, in winter, summer and either side of a change", () => {
  expect(moment("2026-11-25T18:00", "Europe/Berlin")).toBe("2026-11-25T17:00:00.000Z");
  expect(moment("2026-07-01T18:00", "Europe/Berlin")).toBe("2026-07-01T16:00:00.000Z");
  expect(moment("2026-03-29T01:59", "Europe/Berlin")).toBe("2026-03-29T00:59:00.000Z");
  expect(moment("2026-03-29T03:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00.000Z");
  expect(moment("2026-11-25T09:30", "Asia/Tokyo")).toBe("2026-11-25T00:30:00.000Z");
  expect(moment("2026-11-01T23:00", "America/New_York")).toBe("2026-11-02T04:00:00.000Z");
});

it("takes a skipped hour for a moment right after the change, and refuses what is no time", () => {
  expect(moment("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  for (const typed of ["", "soon", "2026-11-25", "2026-13-40T10:00", "2026-11-25T18:00Z"])
    expect(parseLocalTime(typed, "Europe/Berlin")).toBeNull();
});

it.each(["Asia/Tokyo", "America/New_York"])("refuses a year that is half typed, in %s", (zone) => {
  for (const typed of ["0000-01-01T00:00", "0026-11-25T18:00", "1999-12-31T23:59"])
    expect(parseLocalTime(typed, zone)).toBeNull();
  expect(moment("2000-01-01T12:00", zone)).toMatch(/^2000-01-01/);
});

it("takes the end of all time, as far as a year has four digits in UTC", () => {
  expect(moment("9999-12-31T00:00", "Europe/Berlin")).toBe("9999-12-30T23:00:00.000Z");
  expect(moment("9999-12-31T23:59", "Asia/Tokyo")).toBe("9999-12-31T14:59:00.000Z");
  expect(moment("9999-12-31T12:00", "America/New_York")).toBe("9999-12-31T17:00:00.000Z");
  expect(parseLocalTime("9999-12-31T23:59", "America/New_York")).toBeNull();
});
