import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { statementsOf } from "@/dev/testing/count-statements";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { listFulfilments } from "./list-fulfilments";

const database = useDatabase();
let merchantId: string;
let other: string;

/** So many orders, one a minute, each buyer's ten of them; every hundredth buyer writes the address in capitals. */
async function sell(to: string, count: number) {
  await database.db.$executeRaw`
    INSERT INTO fulfilment (merchant_id, fulfilment_id, customer_id, order_id, order_number, locale, email, ship_to,
        shipping_method, currency, total_amount, item_count, location_id, placed_at, updated_at)
    SELECT ${to}::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'CW-' || n, 'en-US',
           CASE WHEN n / 10 % 100 = 0 THEN 'Buyer-' || n / 10 || '@Example.com' ELSE 'buyer-' || n / 10 || '@example.com' END,
           '{"name": "Mara Lindqvist", "country": "US"}', 'standard', 'USD', 1000, 1, ${to}::uuid,
           timestamptz '2026-03-01' + interval '1 minute' * n, timestamptz '2026-03-01'
      FROM generate_series(1, ${count}::int) n`;
}

beforeAll(async () => {
  merchantId = (await makeWorld(database.db)).merchantId;
  other = (await makeWorld(database.db)).merchantId;
  await sell(merchantId, 120_000);
  await sell(other, 100);
  await database.db.$executeRaw`ANALYZE fulfilment`;
}, 120_000);

const find = async (text: string, of = merchantId) =>
  (await listFulfilments(database.db, of, { text }, { after: null, pageSize: 25 })).rows.map((row) => row.orderNumber);

it("finds a buyer's orders by the address, however it is written, or by its beginning, and nobody else's", async () => {
  expect(await find("buyer-7@example.com")).toEqual(Array.from({ length: 10 }, (_, n) => `CW-${79 - n}`));
  expect(await find(" BUYER-1200@")).toEqual(Array.from({ length: 10 }, (_, n) => `CW-${12_009 - n}`));
  expect(await find("buyer-7@example.org")).toEqual([]);
  expect(await find("buyer-1%@")).toEqual([]);
  expect(await find("buyer-11999@example.com", other)).toEqual([]);
  expect(await find("buyer-7@example.com", other)).toHaveLength(10);
});

it("finds a buyer whose name could be a number of letters alone, and an order with such a number", async () => {
  const { merchantId: of } = await makeWorld(database.db);
  await sell(of, 2);
  const change = (orderNumber: string, data: { orderNumber?: string; shipTo?: object }) =>
    database.db.fulfilment.updateMany({ where: { merchantId: of, orderNumber }, data });
  await change("CW-1", { shipTo: { name: "Jan Cwiklinski", country: "US" } });
  await change("CW-2", { orderNumber: "CW-ANDE-RS0N" });
  expect(await find("Cwiklinski", of)).toEqual(["CW-1"]);
  expect(await find("cw anderson", of)).toEqual(["CW-ANDE-RS0N"]);
});

it("asks for them by the index of addresses, among a hundred thousand orders, whatever the plan is made for", async () => {
  const text =
    (await statementsOf(() => find("buyer-7@example.com"))).find((sql) => sql.includes("FROM fulfilment")) ?? "";
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const begin = "buyer-7@example.com";
  const values = [merchantId, begin, `${begin}\u{10FFFF}`, merchantId, 26];
  for (const { rows } of [
    await client.query(`EXPLAIN (ANALYZE, TIMING OFF) ${text}`, values),
    await client.query(`EXPLAIN (GENERIC_PLAN) ${text}`),
  ]) {
    const plan = rows.map((row) => String(Object.values(row)[0])).join("\n");
    expect(plan).toContain("fulfilment_email");
    expect(plan).not.toMatch(/Seq Scan|fulfilment_sales|Rows Removed by Filter/);
  }
  await client.end();
});
