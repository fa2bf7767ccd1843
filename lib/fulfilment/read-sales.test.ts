import { expect, it } from "vitest";
import { statementsOf } from "@/dev/testing/count-statements";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { guardStore } from "@/lib/cache/guard-store";
import { memoryStore } from "@/lib/cache/store-memory";
import { newId } from "@/lib/core/ids";
import { readSales } from "./read-sales";

const database = useDatabase();
const now = new Date("2026-03-14T12:00:00Z");

/** Sells for 10.00 at that moment. */
const sell = (merchantId: string, placedAt: string, currency = "EUR") =>
  database.db.fulfilment.create({
    data: {
      merchantId,
      currency,
      fulfilmentId: newId(),
      customerId: newId(),
      orderId: newId(),
      orderNumber: "CW-1",
      locale: "de-DE",
      email: "mara@example.com",
      shipTo: {},
      shippingMethod: "standard",
      totalAmount: 1_000,
      itemCount: 1,
      locationId: merchantId,
      placedAt: new Date(placedAt),
      updatedAt: now,
    },
  });

it("reads today's sales each time, and those of the days before once an hour", async () => {
  const { merchantId } = await makeWorld(database.db);
  const other = await makeWorld(database.db);
  const store = guardStore(memoryStore());
  const chart = async (at = now) =>
    (await readSales(database.db, store, merchantId, at)).map(({ currency, days }) => ({
      currency,
      orders: days.filter(({ orders }) => orders > 0).map(({ day, orders }) => `${day.slice(8)}: ${orders}`),
    }));
  for (const placedAt of [
    "2026-02-28T23:59:59Z",
    "2026-03-01T00:00:00Z",
    "2026-03-13T23:59:59Z",
    "2026-03-14T00:00:00Z",
  ])
    await sell(merchantId, placedAt);
  await sell(merchantId, "2026-03-14T09:00:00Z", "JPY");
  await sell(other.merchantId, "2026-03-14T09:00:00Z");
  const yen = { currency: "JPY", orders: ["14: 1"] };
  expect(await chart()).toEqual([{ currency: "EUR", orders: ["01: 1", "13: 1", "14: 1"] }, yen]);
  await sell(merchantId, "2026-03-13T20:00:00Z");
  await sell(merchantId, "2026-03-14T11:00:00Z");
  expect(await chart()).toEqual([{ currency: "EUR", orders: ["01: 1", "13: 1", "14: 2"] }, yen]);
  const tomorrow = new Date("2026-03-15T00:00:01Z");
  expect(await chart(tomorrow)).toEqual([{ currency: "EUR", orders: ["13: 2", "14: 2"] }, yen]);
});

it("a shop in Tokyo sees today's sales in the morning, which is yesterday in Greenwich", async () => {
  const { merchantId } = await makeWorld(database.db);
  await sell(merchantId, "2026-03-13T14:59:59Z");
  await sell(merchantId, "2026-03-13T15:00:00Z");
  await sell(merchantId, "2026-03-13T22:00:00Z");
  const at = new Date("2026-03-13T23:00:00Z");
  const read = (zone: string) => readSales(database.db, guardStore(memoryStore()), merchantId, at, zone);
  expect(await read("Asia/Tokyo")).toMatchObject([{ today: { day: "2026-03-14", orders: 2, amount: 2_000 } }]);
  expect(await read("UTC")).toMatchObject([{ today: { day: "2026-03-13", orders: 3 } }]);
});

it.each([
  ["2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"],
  ["2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"],
])(
  "in Berlin the day of changed clocks, %s, has its own sales from its first hour to its last",
  async (day, first, last) => {
    const { merchantId } = await makeWorld(database.db);
    const later = (moment: string, seconds: number) => new Date(Date.parse(moment) + seconds * 1_000).toISOString();
    for (const moment of [later(first, -1), first, last, later(last, 1)]) await sell(merchantId, moment);
    const read = async (moment: string) =>
      (await readSales(database.db, guardStore(memoryStore()), merchantId, new Date(moment), "Europe/Berlin"))[0];
    expect((await read(last))?.today).toEqual({ day, orders: 2, amount: 2_000 });
    const after = await read(later(last, 72_000));
    expect(after?.days.filter(({ orders }) => orders > 0).map(({ orders }) => orders)).toEqual([1, 2, 1]);
    expect(after?.days.at(-2)).toMatchObject({ day, orders: 2 });
  },
);

it("sums them from the index alone", async () => {
  const { merchantId } = await makeWorld(database.db);
  await database.db.$executeRaw`
    INSERT INTO fulfilment (merchant_id, fulfilment_id, customer_id, order_id, order_number, locale, email, ship_to,
        shipping_method, currency, total_amount, item_count, location_id, placed_at, updated_at)
    SELECT ${merchantId}::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'CW-' || n, 'en-US', n || '@example.com',
           '{}', 'standard', 'USD', 1000, 1, ${merchantId}::uuid, ${now}::timestamptz - interval '1 hour' * n, ${now}::timestamptz
      FROM generate_series(1, 5000) n`;
  await database.db.$executeRaw`VACUUM ANALYZE fulfilment`;
  const reading = () => readSales(database.db, guardStore(memoryStore()), merchantId, now);
  const text = (await statementsOf(reading)).find((sql) => sql.includes("FROM fulfilment")) ?? "";
  const [dawn, end] = [new Date("2026-03-13T00:00:00Z"), new Date("2026-03-14T00:00:00Z")];
  const plan = await database.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
    `EXPLAIN ${text}`,
    ...[["2026-03-13"], [dawn.toISOString()], merchantId, dawn, end],
  );
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("Index Only Scan using fulfilment_sales");
});
