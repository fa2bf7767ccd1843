import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { enqueueDue } from "@/lib/jobs/drain-jobs";
import { schedules, toCronItems } from "@/lib/jobs/schedules";

const database = useDatabase();

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

it("is due once in each interval when a clock calls, however late and often", async () => {
  const mutable = table.map((entry) => ({ ...entry, payload: { tags: [...entry.payload.tags] } }));
  const dueAt = async (...times: string[]) => {
    await Promise.all(times.map((time) => enqueueDue(database.db, new Date(`2026-03-01T${time}Z`), mutable)));
    const rows = await database.db.$queryRaw<{ key: string }[]>`
      select key from graphile_worker.jobs where task_identifier = 'pages.revalidate' order by key`;
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    return rows.map(({ key }) => /often|hourly|rarely/.exec(key)?.[0]);
  };
  expect(await dueAt("06:00:40", "06:00:41", "06:01:00")).toEqual(["hourly", "often", "rarely"]);
  expect(await dueAt("06:04:59")).toEqual([]);
  expect(await dueAt("06:07:00", "06:07:00")).toEqual(["often"]);
  expect(await dueAt("07:03:10")).toEqual(["hourly", "often"]);
  expect(await dueAt("06:50:00")).toEqual([]);
});

it("asks only for intervals a crontab can say", () => {
  for (const { everyMinutes } of schedules) {
    expect(60 % everyMinutes === 0 || (everyMinutes % 60 === 0 && 1440 % everyMinutes === 0)).toBe(true);
  }
});
