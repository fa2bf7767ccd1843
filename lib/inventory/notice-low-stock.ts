import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { dawnOf, dayIn, shopZone } from "@/lib/i18n/shop-day";
import { enqueue } from "@/lib/jobs/queue";
import { lowStockMailsMax, readLowStockAt } from "./low-stock";

interface VariantKey {
  productId: string;
  variantId: string;
}

const leftSchema = z.array(
  z.object({
    sku: z.string(),
    title: z.string(),
    free: z.number(),
    few: z.number(),
    oversellMax: z.number(),
    rise: z.string().nullable(),
  }),
);
const toldSchema = z.array(z.object({ rise: z.string().nullable(), namesRules: z.boolean(), at: z.date() }));

/** What was booked before the last notice and written after it: a file's entries have the time it was begun. */
const lateMs = 3_600_000;

/**
 * Tells a merchant that a variant runs low, if it still does: once for each dip. While it may be sold ahead, that is left to
 * sell as well. A dip ends when units arrive (counted, received or returned) and more are free then than is few, so its name
 * is that arrival's entry in the ledger; a unit that comes back to a few begins no new one, nor do holds that come and go.
 * What is few, and how many may be sold ahead, are in its name too: other rules make it another dip; one that was told of
 * before they were in it is the same under any. Its own systems are told of every one, its people by mail of so many in a day.
 */
export async function noticeLowStock(
  db: Db,
  key: VariantKey,
  now: Date,
  zone = shopZone(),
): Promise<"told" | "known" | "enough"> {
  return inTransaction(db, async (tx) => {
    const product = await tx.product.findUnique({
      where: { productId: key.productId },
      select: { merchantId: true },
    });
    if (!product) return "enough";
    const { merchantId } = product;
    const lowStockAt = await readLowStockAt(tx, merchantId);
    const told = await lastTold(tx, merchantId, key.variantId);
    const left = await readLeft(tx, key, { lowStockAt, since: new Date((told?.at ?? now).getTime() - lateMs) });
    if (!left || left.free > left.few) return "enough";
    const { few, oversellMax, sku, title, free } = left;
    const rise = left.rise ?? told?.rise ?? null;
    if (told && !told.namesRules && rise === told.rise) return "known";
    const cause = `low-stock:${key.variantId}:${few}:${oversellMax}:${rise ?? "first"}`;
    const data = { ...key, sku, title, free };
    const { count } = await tx.merchantNotice.createMany({
      data: [{ merchantId, cause, type: "low_stock", data: { ...data, rise }, createdAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return "known";
    const today = dayIn(now, zone);
    if ((await countSince(tx, merchantId, dawnOf(today, zone))) <= lowStockMailsMax)
      await oweMail(tx, { merchantId, cause });
    else await tellOfMore(tx, merchantId, today, now);
    await enqueue(tx, "webhooks.publish", { merchantId, eventId: newId(), type: "stock.low", data });
    return "told";
  });
}

const oweMail = (tx: Tx, mail: { merchantId: string; cause: string }) =>
  enqueue(tx, "mail.merchant", mail, { key: `${mail.merchantId}:${mail.cause}` });

/** Once a day: that more run low than were written of. */
async function tellOfMore(tx: Tx, merchantId: string, today: string, now: Date): Promise<void> {
  const cause = `low-stock-more:${today}`;
  const { count } = await tx.merchantNotice.createMany({
    data: [{ merchantId, cause, type: "low_stock_more", data: { count: lowStockMailsMax }, createdAt: now }],
    skipDuplicates: true,
  });
  if (count > 0) await oweMail(tx, { merchantId, cause });
}

/** No further than one more than there are mails. Index: merchant_notice_low_stock_day. */
async function countSince(tx: Tx, merchantId: string, dawn: Date): Promise<number> {
  const told = await tx.$queryRaw<object[]>`
    SELECT cause FROM merchant_notice
     WHERE merchant_id = ${merchantId}::uuid AND type = 'low_stock' AND created_at >= ${dawn}::timestamptz
     LIMIT ${lowStockMailsMax + 1}`;
  return told.length;
}

/** Its cause ends with the arrival, and the data has it since the cause names the rules. Index: merchant_notice_low_stock. */
async function lastTold(
  tx: Tx,
  merchantId: string,
  variantId: string,
): Promise<z.infer<typeof toldSchema>[number] | undefined> {
  const [told] = toldSchema.parse(
    await tx.$queryRaw`
      SELECT nullif(split_part(cause, ':', -1), 'first') AS rise, data ? 'rise' AS "namesRules", created_at AS at FROM merchant_notice
       WHERE merchant_id = ${merchantId}::uuid AND type = 'low_stock' AND data ->> 'variantId' = ${variantId}
       ORDER BY created_at DESC LIMIT 1`,
  );
  return told;
}

/**
 * What is left to sell, and the last arrival since a time after which more was free than is few (`rise`): the ledger, taken
 * back from what is free now. Both in one statement, so that units that come in between are in both or in neither. Read newest
 * first by stock_ledger (product_id, variant_id, at), and no further than that arrival: a hundred thousand entries took 60 ms.
 */
async function readLeft(
  tx: Tx,
  { productId, variantId }: VariantKey,
  { lowStockAt, since }: { lowStockAt: number; since: Date },
): Promise<z.infer<typeof leftSchema>[number] | undefined> {
  const [left] = leftSchema.parse(
    await tx.$queryRaw`
      WITH variant_left AS MATERIALIZED (
        SELECT v.sku, coalesce(t.title, p.handle) AS title, v.oversell_max, coalesce(v.low_stock_at, ${lowStockAt}::int) AS few, (
            SELECT coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int FROM stock_level
             WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid) AS free
          FROM product p
          JOIN variant v ON v.product_id = ${productId}::uuid AND v.variant_id = ${variantId}::uuid
          LEFT JOIN product_translation t ON t.product_id = ${productId}::uuid AND t.language = 'en'
         WHERE p.product_id = ${productId}::uuid
      )
      SELECT sku, title, free, few, oversell_max AS "oversellMax", (
          SELECT entry_id FROM (
            SELECT entry_id, at, change, on_hand_delta, variant_left.free - coalesce(sum(on_hand_delta - held_delta) OVER (
                ORDER BY at DESC, entry_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS free_then
              FROM stock_ledger WHERE product_id = ${productId}::uuid AND variant_id = ${variantId}::uuid AND at > ${since}::timestamptz
          ) entry
           WHERE variant_left.free <= few AND on_hand_delta > 0 AND change IN ('received', 'adjusted', 'returned') AND free_then > few
           ORDER BY at DESC, entry_id DESC LIMIT 1
        ) AS rise
        FROM variant_left`,
  );
  return left;
}
