import { z } from "zod";
import { shipsFromOf, stockPolicySchema } from "@/lib/catalog/stock-policy";
import type { Money } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";

const rows = z.array(
  z.object({
    variantId: z.string(),
    amount: z.number(),
    compareAtAmount: z.number().nullable(),
    free: z.number(),
    present: z.number(),
    stockPolicy: stockPolicySchema,
    shipsFrom: z.date().nullable(),
    perCustomerMax: z.number().nullable(),
  }),
);

export interface Live {
  variants: {
    variantId: string;
    price: Money;
    compareAt: Money | null;
    /** Units that can be bought, those not there yet included. */
    free: number;
    /** The day one unit leaves at the earliest, `yyyy-mm-dd`; null: at once. */
    shipsFrom: string | null;
    perCustomerMax: number | null;
  }[];
}

/** Prices and free units as of now, never cached; null when the product is not for sale in the market. */
export async function readLive(db: Db | Tx, productId: string, locale: Locale, now: Date): Promise<Live | null> {
  const { currency } = requireMarket(locale);
  const found = rows.parse(
    await db.$queryRaw`
      select v.variant_id as "variantId", r.amount, r.compare_at_amount as "compareAtAmount",
        v.stock_policy as "stockPolicy", v.ships_from as "shipsFrom", v.per_customer_max as "perCustomerMax", s.free, s.present
      from variant v
      join price r on r.product_id = ${productId}::uuid and r.variant_id = v.variant_id and r.currency = ${currency}
      cross join lateral (
        select coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int as free,
               coalesce(sum(greatest(on_hand - held, 0)), 0)::int as present
        from stock_level where product_id = ${productId}::uuid and variant_id = v.variant_id
      ) s
      where v.product_id = ${productId}::uuid
        and exists (select from product where product_id = ${productId}::uuid and status = 'active')
      order by v.position`,
  );
  if (found.length === 0) return null;
  return {
    variants: found.map(({ variantId, amount, compareAtAmount, free, perCustomerMax, ...stock }) => ({
      variantId,
      price: { amount, currency },
      compareAt: compareAtAmount === null ? null : { amount: compareAtAmount, currency },
      free,
      shipsFrom: shipsFromOf(stock, 1, now),
      perCustomerMax,
    })),
  };
}
