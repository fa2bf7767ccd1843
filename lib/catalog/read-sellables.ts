import { z } from "zod";
import { keep } from "@/lib/cache/kept";
import { currencySchema } from "@/lib/core/currency-schema";
import { shortId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { type Picture, productPath } from "./product";
import { readOptionLabels } from "./read-option-labels";
import { stockPolicySchema } from "./stock-policy";

const row = z.object({
  productId: z.string(),
  variantId: z.string(),
  merchantId: z.string(),
  taxClass: z.string(),
  active: z.boolean(),
  sku: z.string(),
  title: z.string(),
  slug: z.string(),
  hue: z.number(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
  picture: z
    .object({ key: z.string(), width: z.number(), height: z.number(), alt: z.string(), hue: z.number().nullable() })
    .nullable(),
  amount: z.number().int(),
  compareAtAmount: z.number().int().nullable(),
  currency: currencySchema,
  /** Units that can be bought, those not there yet included. */
  free: z.number().int(),
  /** Of them, those that are there. */
  present: z.number().int(),
  stockPolicy: stockPolicySchema,
  shipsFrom: z.date().nullable(),
  perCustomerMax: z.number().int().nullable(),
  /** Many buy it at once: its units are set aside in batches, before the orders. */
  rush: z.boolean(),
  /** Sold through a waiting room: an order needs an admission. */
  waitingRoom: z.boolean(),
  merchantName: z.string(),
});

const rowsRead = z.array(
  row
    .omit({ merchantName: true, options: true })
    .extend({ options: z.record(z.string(), z.string()), optionKeys: z.array(z.string()) }),
);

/** A variant as a cart or an order needs it, live: price and stock as of this statement. */
export interface Sellable extends Omit<z.infer<typeof row>, "picture"> {
  path: string;
  picture: Picture | null;
}

export const sellableKey = (line: { productId: string; variantId: string }): string =>
  `${line.productId} ${line.variantId}`;

/**
 * Price, stock and description of variants, keyed by `sellableKey`. Variants that are unknown, belong to another
 * product, or have no price in the currency are left out; an unpublished product comes with `active: false`.
 */
export async function readSellables(
  db: Db | Tx,
  wanted: readonly { productId: string; variantId: string }[],
  market: { language: string; currency: Currency },
): Promise<Map<string, Sellable>> {
  if (wanted.length === 0) return new Map();
  const productIds = [...new Set(wanted.map((line) => line.productId))];
  const variantIds = wanted.map((line) => line.variantId);
  const { language, currency } = market;
  const rows = rowsRead.parse(
    await db.$queryRaw`
      SELECT p.product_id AS "productId", v.variant_id AS "variantId", p.merchant_id AS "merchantId", p.tax_class AS "taxClass",
        p.status = 'active' AS active, p.hue, coalesce(p.option_keys, '{}') AS "optionKeys", v.sku, v.options,
        t.title, t.slug, r.amount, r.compare_at_amount AS "compareAtAmount", r.currency, v.stock_policy AS "stockPolicy", v.ships_from AS "shipsFrom", v.per_customer_max AS "perCustomerMax", v.stripes > 1 AS rush, s.free, s.present,
        EXISTS (SELECT FROM "drop" d WHERE d.product_id = ANY(${productIds}::uuid[]) AND d.product_id = p.product_id AND d.status IN ('scheduled', 'open', 'sold_out')) AS "waitingRoom",
        (SELECT jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height, 'alt', m.alt, 'hue', m.hue)
           FROM media m
          WHERE m.product_id = ANY(${productIds}::uuid[]) AND m.product_id = p.product_id AND m.status = 'ready' AND v.options @> m.options
          ORDER BY m.options = '{}'::jsonb, m.position LIMIT 1) AS picture
      FROM product p
      JOIN variant v ON v.product_id = p.product_id AND v.product_id = ANY(${productIds}::uuid[])
      JOIN price r ON r.product_id = v.product_id AND r.variant_id = v.variant_id AND r.currency = ${currency} AND r.product_id = ANY(${productIds}::uuid[])
      CROSS JOIN LATERAL (
        SELECT COALESCE(sum(GREATEST(on_hand + oversell_max - held, 0)), 0)::int AS free, COALESCE(sum(GREATEST(on_hand - held, 0)), 0)::int AS present
          FROM stock_level WHERE product_id = ANY(${productIds}::uuid[]) AND product_id = v.product_id AND variant_id = v.variant_id
      ) s
      JOIN LATERAL (
        SELECT pt.title, pt.slug FROM product_translation pt
         WHERE pt.product_id = ANY(${productIds}::uuid[]) AND pt.product_id = p.product_id
         ORDER BY pt.language = ${language} DESC, pt.language = 'en' DESC, pt.language LIMIT 1
      ) t ON true
      WHERE p.product_id = ANY(${productIds}::uuid[]) AND v.variant_id = ANY(${variantIds}::uuid[])`,
  );
  const options = rows.flatMap((each) => Object.entries(each.options));
  const labels = await readOptionLabels(db, options, language);
  const merchantIds = rows.map((each) => each.merchantId);
  const merchantNames = await keptNames(merchantIds, (missing) => readMerchantNames(db, missing));
  return new Map(
    rows.map(({ optionKeys, ...each }) => [
      sellableKey(each),
      {
        ...each,
        path: productPath(each.slug, shortId(each.productId)),
        merchantName: merchantNames.get(each.merchantId) ?? "",
        options: optionKeys.map((key) => ({
          name: labels.get(key) ?? key,
          value: labels.get(`${key}:${each.options[key]}`) ?? each.options[key] ?? "",
        })),
      },
    ]),
  );
}

const keptNames = keep<string>();

async function readMerchantNames(db: Db | Tx, merchantIds: string[]): Promise<Map<string, string>> {
  const merchants = await db.merchant.findMany({
    where: { merchantId: { in: merchantIds } },
    select: { merchantId: true, name: true },
  });
  return new Map(merchants.map(({ merchantId, name }) => [merchantId, name]));
}
