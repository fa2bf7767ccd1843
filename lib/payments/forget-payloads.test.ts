import { expect, it } from "vitest";
import { statementsOf } from "@/dev/testing/count-statements";
import { useDatabase } from "@/dev/testing/use-database";
import { forgetPayloads } from "./forget-payloads";
import { storeEvent } from "./store-event";

const database = useDatabase();
const now = new Date("2026-06-01T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
const payload = { data: { object: { email: "mara@example.com" } } };

async function tell(eventId: string, receivedDays: number, handledDays: number | null) {
  await storeEvent(database.db, { eventId, type: "charge.refunded", payload }, daysAgo(receivedDays));
  if (handledDays !== null)
    await database.db.stripeEvent.update({ where: { eventId }, data: { handledAt: daysAgo(handledDays) } });
}

const kept = async () =>
  (await database.db.stripeEvent.findMany({ orderBy: { eventId: "asc" } })).flatMap(({ eventId, payload: told }) =>
    told === null ? [] : [eventId],
  );

it("forgets what was told and handled 90 days ago, batch by batch, and of no event that it was told", async () => {
  for (let each = 0; each < 7; each += 1) await tell(`evt_old_${each}`, 100, 100);
  await tell("evt_older", 400, 399);
  await tell("evt_recent", 89, 89);
  await tell("evt_settled_late", 120, 10);
  await tell("evt_unsettled", 500, null);
  expect(await forgetPayloads(database.db, now, 3)).toBe(8);
  expect(await kept()).toEqual(["evt_recent", "evt_settled_late", "evt_unsettled"]);
  expect(await forgetPayloads(database.db, now, 3)).toBe(0);
  expect(await database.db.stripeEvent.count()).toBe(11);
  const again = { eventId: "evt_older", type: "charge.refunded", payload };
  expect(await storeEvent(database.db, again, now)).toBe(false);
  expect(await kept()).not.toContain("evt_older");
});

it("finds them by an index of those that have something to forget", async () => {
  const { db } = database;
  await db.$executeRaw`
    INSERT INTO stripe_event (event_id, type, payload, received_at, handled_at)
    SELECT 'evt_many_' || n, 'charge.refunded', CASE WHEN n > 99_000 THEN '{"a": 1}'::jsonb END,
           ${now}::timestamptz - interval '1 minute' * n, ${now}::timestamptz - interval '1 minute' * n
      FROM generate_series(1, 100000) n`;
  await db.$executeRaw`ANALYZE stripe_event`;
  const text = (await statementsOf(() => forgetPayloads(db, now))).find((sql) => sql.includes("LIMIT")) ?? "";
  const plan = await db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
    `EXPLAIN ${text}`,
    ...[new Date(0), daysAgo(90), daysAgo(90), 1_000],
  );
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("stripe_event_kept");
});
