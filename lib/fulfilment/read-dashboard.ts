import { z } from "zod";
import { cacheStore } from "@/lib/cache/cache-store";
import type { Db } from "@/lib/db/client";
import { listLowProducts } from "@/lib/inventory/list-low-products";
import { type FulfilmentRow, listFulfilments } from "./list-fulfilments";
import { type CurrencySales, readSales } from "./read-sales";

const waitingSchema = z.tuple([z.object({ count: z.number(), oldest: z.date().nullable() })]);
const lowSchema = z.array(z.object({ productId: z.string(), title: z.string(), stock: z.number(), count: z.number() }));

export interface Dashboard {
  /** One for each currency sold in lately, the busiest first. */
  sales: CurrencySales[];
  ordersToday: number;
  ordersWeekAgo: number;
  toShip: { count: number; oldest: Date | null };
  /** Those that wait for the merchant: to be answered, looked at or settled. */
  openReturns: { count: number; oldest: Date | null };
  /** `more`: there may be more than were counted. */
  lowStock: { count: number; more: boolean; products: { productId: string; title: string; stock: number }[] };
  latest: FulfilmentRow[];
}

/** How the merchant's day is going: every statement by its key. */
export async function readDashboard(db: Db, merchantId: string, language: string, now: Date): Promise<Dashboard> {
  const [sales, [toShip], [openReturns], low, latest] = await Promise.all([
    readSales(db, cacheStore(), merchantId, now),
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
  return {
    sales,
    ordersToday: sales.reduce((sum, each) => sum + each.today.orders, 0),
    ordersWeekAgo: sales.reduce((sum, each) => sum + each.weekAgo.orders, 0),
    toShip,
    openReturns,
    lowStock: {
      count: low.rows[0]?.count ?? 0,
      more: low.more,
      products: low.rows.map(({ productId, title, stock }) => ({ productId, title, stock })),
    },
    latest: latest.rows,
  };
}

/** Those that are on sale, and have few units of a variant left. */
async function readLow(
  db: Db,
  merchantId: string,
  language: string,
): Promise<{ rows: z.infer<typeof lowSchema>; more: boolean }> {
  const { products: low, more } = await listLowProducts(db, merchantId);
  const rows = lowSchema.parse(
    await db.$queryRaw`
      SELECT e.product_id AS "productId", coalesce(t.title, e.handle) AS title, l.free AS stock, count(*) OVER ()::int AS count
      FROM unnest(${low.map(({ productId }) => productId)}::uuid[], ${low.map(({ free }) => free)}::int[]) AS l (product_id, free)
      JOIN catalog_entry e ON e.product_id = l.product_id AND e.merchant_id = ${merchantId}::uuid AND e.status = 'active'
      LEFT JOIN catalog_text t ON t.product_id = e.product_id AND t.language = ${language}
      ORDER BY l.free, e.sold_count DESC, e.product_id LIMIT 5`,
  );
  return { rows, more };
}
