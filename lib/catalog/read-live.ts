import { z } from "zod";
import type { Money } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";

const rows = z.array(
  z.object({ variantId: z.string(), amount: z.number(), compareAtAmount: z.number().nullable(), free: z.number() }),
);

export interface Live {
  variants: { variantId: string; price: Money; compareAt: Money | null; free: number }[];
}

/** Prices and free units as of now, never cached; null when the product is not for sale in the market. */
export async function readLive(db: Db | Tx, productId: string, locale: Locale): Promise<Live | null> {
  const { currency } = requireMarket(locale);
  const found = rows.parse(
    await db.$queryRaw`
      select v.variant_id as "variantId", r.amount, r.compare_at_amount as "compareAtAmount",
        coalesce((select on_hand - held from stock_level s where s.product_id = ${productId}::uuid and s.variant_id = v.variant_id), 0) as free
      from variant v
      join price r on r.product_id = ${productId}::uuid and r.variant_id = v.variant_id and r.currency = ${currency}
      where v.product_id = ${productId}::uuid
        and exists (select from product where product_id = ${productId}::uuid and status = 'active')
      order by v.position`,
  );
  if (found.length === 0) return null;
  return {
    variants: found.map(({ variantId, amount, compareAtAmount, free }) => ({
      variantId,
      price: { amount, currency },
      compareAt: compareAtAmount === null ? null : { amount: compareAtAmount, currency },
      free,
    })),
  };
}
