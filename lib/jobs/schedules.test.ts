import { expect, it } from "vitest";
import { dueSchedules, schedules, toCronItems } from "@/lib/jobs/schedules";

const table = [
  { name: "pages.revalidate", everyMinutes: 5, payload: { tags: ["often"] } },
  { name: "pages.revalidate", everyMinutes: 60, payload: { tags: ["hourly"] } },
  { name: "pages.revalidate", everyMinutes: 360, payload: { tags: ["rarely"] } },
] as const;

it("says the table in the form the queue understands", () => {
  const mutable = table.map((entry) => ({ ...entry, payload: { tags: [...entry.payload.tags] } }));
  expect(toCronItems(mutable)).toMatchObject([{ task: "pages.revalidate" }, {}, { payload: { tags: ["rarely"] } }]);
  expect(() => toCronItems()).not.toThrow();
});

it("is due at the same minutes when a clock calls", () => {
  const mutable = table.map((entry) => ({ ...entry, payload: { tags: [...entry.payload.tags] } }));
  const dueAt = (time: string) => dueSchedules(new Date(`2026-03-01T${time}Z`), mutable).map(({ payload }) => payload);
  expect(dueAt("06:00:40")).toHaveLength(3);
  expect(dueAt("07:00:10")).toHaveLength(2);
  expect(dueAt("07:05:59")).toHaveLength(1);
  expect(dueAt("07:06:00")).toHaveLength(0);
});

it("asks only for intervals a crontab can say", () => {
  for (const { everyMinutes } of schedules) {
    expect(60 % everyMinutes === 0 || (everyMinutes % 60 === 0 && 1440 % everyMinutes === 0)).toBe(true);
  }
});
