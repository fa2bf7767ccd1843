import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import { listLowProducts } from "@/lib/inventory/list-low-products";
import { type FulfilmentRow, listFulfilments } from "./list-fulfilments";

/** Days are UTC days: a merchant sells in every zone, and the same order must not fall on two days. */
const daySchema = z.object({ currency: currencySchema, day: z.string(), amount: z.number(), orders: z.number() });
const waitingSchema = z.tuple([z.object({ count: z.number(), oldest: z.date().nullable() })]);
const lowSchema = z.array(z.object({ productId: z.string(), title: z.string(), stock: z.number(), count: z.number() }));

export interface DaySales {
  /** yyyy-mm-dd */
  day: string;
  amount: number;
  orders: number;
}

export interface Dashboard {
  /** One for each currency sold in lately, the busiest first. `days`: fourteen, oldest first, today last. */
  sales: { currency: Currency; days: DaySales[]; today: DaySales; weekAgo: DaySales }[];
  ordersToday: number;
  ordersWeekAgo: number;
  toShip: { count: number; oldest: Date | null };
  /** Those that wait for the merchant: to be answered, looked at or settled. */
  openReturns: { count: number; oldest: Date | null };
  lowStock: { count: number; products: { productId: string; title: string; stock: number }[] };
  latest: FulfilmentRow[];
}

const dayMs = 86_400_000;
const chartDays = 14;

/** How the merchant's day is going, each statement by its key. */
export async function readDashboard(db: Db, merchantId: string, language: string, now: Date): Promise<Dashboard> {
  const today = dayOf(now);
  const from = new Date(Date.parse(today) - (chartDays - 1) * dayMs);
  const [days, [toShip], [openReturns], low, latest] = await Promise.all([
    db.$queryRaw`
      SELECT currency, to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(total_amount)::float8 AS amount, count(*)::int AS orders
      FROM fulfilment
      WHERE merchant_id = ${merchantId}::uuid AND placed_at >= ${from}::timestamptz AND status <> 'cancelled'
      GROUP BY 1, 2`.then((rows) => z.array(daySchema).parse(rows)),
    db.$queryRaw`
      SELECT count(*)::int AS count, min(placed_at) AS oldest
      FROM fulfilment WHERE merchant_id = ${merchantId}::uuid AND status IN ('to_pack', 'partially_shipped')`.then(
      (rows) => waitingSchema.parse(rows),
    ),
    db.$queryRaw`
      SELECT count(*)::int AS count, min(created_at) AS oldest
      FROM merchant_return WHERE merchant_id = ${merchantId}::uuid AND status IN ('requested', 'received', 'inspected')`.then(
      (rows) => waitingSchema.parse(rows),
    ),
    readLow(db, merchantId, language),
    listFulfilments(db, merchantId, {}, { after: null, pageSize: 6 }),
  ]);
  const sales = salesByCurrency(days, today);
  return {
    sales,
    ordersToday: sales.reduce((sum, each) => sum + each.today.orders, 0),
    ordersWeekAgo: sales.reduce((sum, each) => sum + each.weekAgo.orders, 0),
    toShip,
    openReturns,
    lowStock: {
      count: low[0]?.count ?? 0,
      products: low.map(({ productId, title, stock }) => ({ productId, title, stock })),
    },
    latest: latest.rows,
  };
}

/** Those that are on sale, and have few units of a variant left. */
async function readLow(db: Db, merchantId: string, language: string): Promise<z.infer<typeof lowSchema>> {
  const low = await listLowProducts(db, merchantId);
  return lowSchema.parse(
    await db.$queryRaw`
      SELECT e.product_id AS "productId", coalesce(t.title, e.handle) AS title, l.free AS stock, count(*) OVER ()::int AS count
      FROM unnest(${low.map(({ productId }) => productId)}::uuid[], ${low.map(({ free }) => free)}::int[]) AS l (product_id, free)
      JOIN catalog_entry e ON e.product_id = l.product_id AND e.merchant_id = ${merchantId}::uuid AND e.status = 'active'
      LEFT JOIN catalog_text t ON t.product_id = e.product_id AND t.language = ${language}
      ORDER BY l.free, e.sold_count DESC, e.product_id LIMIT 5`,
  );
}

function salesByCurrency(rows: z.infer<typeof daySchema>[], today: string): Dashboard["sales"] {
  const calendar = Array.from({ length: chartDays }, (_, index) =>
    dayOf(new Date(Date.parse(today) - (chartDays - 1 - index) * dayMs)),
  );
  const byCurrency = Map.groupBy(rows, (row) => row.currency);
  const ordersIn = (currency: Currency) => (byCurrency.get(currency) ?? []).reduce((sum, row) => sum + row.orders, 0);
  return [...byCurrency.keys()]
    .toSorted((a, b) => ordersIn(b) - ordersIn(a) || (a < b ? -1 : 1))
    .map((currency) => {
      const days = calendar.map((day): DaySales => {
        const row = byCurrency.get(currency)?.find((each) => each.day === day);
        return { day, amount: row?.amount ?? 0, orders: row?.orders ?? 0 };
      });
      const none: DaySales = { day: today, amount: 0, orders: 0 };
      return { currency, days, today: days.at(-1) ?? none, weekAgo: days.at(-8) ?? none };
    });
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
