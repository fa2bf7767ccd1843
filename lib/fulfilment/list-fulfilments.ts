import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Cursor } from "@/lib/http/cursor";
import { typedOrderNumber } from "@/lib/orders/order-number";
import { listAlerts, type OrderAlert } from "@/lib/orders/read-alerts";
import { type FulfilmentStatus, fulfilmentStatusSchema } from "./fulfilment";

export interface FulfilmentFilter {
  status?: FulfilmentStatus;
  /** The beginning of an order's number or of the buyer's e-mail, or part of the buyer's name. */
  text?: string;
}

const rowSchema = z.object({
  fulfilmentId: z.string(),
  customerId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  status: fulfilmentStatusSchema,
  placedAt: z.date(),
  buyer: z.string(),
  country: z.string(),
  itemCount: z.number(),
  totalAmount: z.number(),
  currency: currencySchema,
});

export interface FulfilmentRow extends z.infer<typeof rowSchema> {
  /** What is wrong with the order's money, as far as it is the merchant's to know. */
  alerts: OrderAlert[];
}

/**
 * A page of the merchant's orders, newest first. Keyset: a page costs the same however deep it lies, and what is
 * ordered meanwhile moves nothing. Indexes: fulfilment (merchant_id, [status,] placed_at desc, fulfilment_id desc).
 */
export async function listFulfilments(
  db: Db,
  merchantId: string,
  { status, text = "" }: FulfilmentFilter,
  { after, pageSize }: { after: Cursor | null; pageSize: number },
): Promise<{ rows: FulfilmentRow[]; next: Cursor | null }> {
  const wanted = [Prisma.sql`merchant_id = ${merchantId}::uuid`];
  if (status) wanted.push(Prisma.sql`status = ${status}::fulfilment_status`);
  const isAddress = text.includes("@");
  if (text && !isAddress) wanted.push(matching(text));
  const from = isAddress ? ofAddress(text.trim().toLowerCase(), merchantId) : Prisma.sql`fulfilment`;
  if (after) wanted.push(Prisma.sql`(placed_at, fulfilment_id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const rows = z.array(rowSchema).parse(
    await db.$queryRaw`
      SELECT fulfilment_id AS "fulfilmentId", customer_id AS "customerId", order_id AS "orderId", order_number AS "orderNumber", status::text AS status, placed_at AS "placedAt",
        coalesce(ship_to->>'name', '') AS buyer, coalesce(ship_to->>'country', '') AS country,
        item_count AS "itemCount", total_amount AS "totalAmount", currency
      FROM ${from} f
      WHERE ${Prisma.join(wanted, " AND ")}
      ORDER BY placed_at DESC, fulfilment_id DESC
      LIMIT ${pageSize + 1}`,
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const alerts = await listAlerts(db, merchantId, page);
  const told = page.map((row) => ({ ...row, alerts: alerts.get(row.orderId) ?? [] }));
  return { rows: told, next: last && rows.length > pageSize ? { at: last.placedAt, id: last.fulfilmentId } : null };
}

function matching(text: string): Prisma.Sql {
  const number = typedOrderNumber.safeParse(text).data;
  // By the index of numbers, without looking at all the merchant ever sold. One without a digit may be a name: Cwiklinski.
  if (number && /\d/.test(text)) return Prisma.sql`order_number = ${number}`;
  const plain = text.trim().replace(/[\\%_]/g, "\\$&");
  const begin = number ?? `${plain.toUpperCase()}%`;
  return Prisma.sql`(order_number LIKE ${begin} OR ship_to->>'name' ILIKE ${`%${plain}%`})`;
}

/**
 * The merchant's orders of the addresses that begin so, found before anything else is asked of them: for the newest first, Postgres
 * would rather go through all the merchant ever sold. As bounds, for a plan that serves any text knows no beginning of it. Index:
 * fulfilment_email.
 */
const ofAddress = (begin: string, merchantId: string): Prisma.Sql => Prisma.sql`(
  WITH found AS MATERIALIZED (
    SELECT * FROM fulfilment
     WHERE merchant_id = ${merchantId}::uuid AND lower(email) COLLATE "C" >= ${begin}
       AND lower(email) COLLATE "C" < ${`${begin}\u{10FFFF}`})
  SELECT * FROM found)`;
