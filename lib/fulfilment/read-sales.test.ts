import { expect, it } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { guardStore } from "@/lib/cache/guard-store";
import { memoryStore } from "@/lib/cache/store-memory";
import { newId } from "@/lib/core/ids";
import { readSales } from "./read-sales";

const database = useDatabase();
const now = new Date("2026-03-14T12:00:00Z");

it("reads today's sales each time, and those of the days before once an hour", async () => {
  const { merchantId } = await makeWorld(database.db);
  const other = await makeWorld(database.db);
  const store = guardStore(memoryStore());
  const sell = (placedAt: string, more: { currency?: string; merchantId?: string } = {}) =>
    database.db.fulfilment.create({
      data: {
        merchantId,
        currency: "EUR",
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
        ...more,
      },
    });
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
    await sell(placedAt);
  await sell("2026-03-14T09:00:00Z", { currency: "JPY" });
  await sell("2026-03-14T09:00:00Z", { merchantId: other.merchantId });
  const yen = { currency: "JPY", orders: ["14: 1"] };
  expect(await chart()).toEqual([{ currency: "EUR", orders: ["01: 1", "13: 1", "14: 1"] }, yen]);
  await sell("2026-03-13T20:00:00Z");
  await sell("2026-03-14T11:00:00Z");
  expect(await chart()).toEqual([{ currency: "EUR", orders: ["01: 1", "13: 1", "14: 2"] }, yen]);
  const tomorrow = new Date("2026-03-15T00:00:01Z");
  expect(await chart(tomorrow)).toEqual([{ currency: "EUR", orders: ["13: 2", "14: 2"] }, yen]);
});

it("sums them from the index alone", async () => {
  const { merchantId } = await makeWorld(database.db);
  await database.db.$executeRaw`
    INSERT INTO fulfilment (merchant_id, fulfilment_id, customer_id, order_id, order_number, locale, email, ship_to,
        shipping_method, currency, total_amount, item_count, location_id, placed_at, updated_at)
    SELECT ${merchantId}::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'CW-' || n, 'en-US', n || '@example.com',
           '{}', 'standard', 'USD', 1000, 1, ${merchantId}::uuid, ${now}::timestamptz - interval '1 hour' * n, ${now}::timestamptz
      FROM generate_series(1, 5000) n`;
  await database.db.$executeRaw`VACUUM ANALYZE fulfilment`;
  const from = new Date(now.getTime() - 24 * 3_600_000);
  const plan = await database.db.$queryRaw<{ "QUERY PLAN": string }[]>`
    EXPLAIN SELECT currency, sum(total_amount) FROM fulfilment
     WHERE merchant_id = ${merchantId}::uuid AND placed_at >= ${from}::timestamptz AND status <> 'cancelled' GROUP BY 1`;
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("Index Only Scan using fulfilment_sales");
});
