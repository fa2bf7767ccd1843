import { z } from "zod";
import { type Currency, currencySchema } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { regionCodes, regions } from "@/lib/i18n/markets";
import { convertPrice } from "./convert-price";
import { type ExchangeRates, readExchangeRates } from "./exchange-rates";

const currencies = [...new Set(regionCodes.map((region): Currency => regions[region].currency))];

const rows = z.array(
  z.object({ variantId: z.string(), currency: currencySchema, amount: z.number(), compareAtAmount: z.number().nullable(), source: z.enum(["set", "converted"]) }),
);

type Row = z.infer<typeof rows>[number];

/**
 * Gives every variant of a product a price in every currency of the markets: what the merchant set stays, the rest is
 * converted from it by the newest stored rates and marked so. Call it in the transaction that set a price. A currency
 * without a rate stays without a price: the product isn't sold there. Pass the rates when completing many products.
 */
export async function completePrices(tx: Tx | Db, productId: string, rates?: ExchangeRates): Promise<void> {
  const prices = rows.parse(
    await tx.price.findMany({ where: { productId }, select: { variantId: true, currency: true, amount: true, compareAtAmount: true, source: true } }),
  );
  const set = prices.filter(({ source }) => source === "set");
  if (set.length === 0 || isComplete(set)) return;
  const known = rates ?? (await readExchangeRates(tx));
  const byVariant = Map.groupBy(set, ({ variantId }) => variantId);
  const converted = [...byVariant.values()].flatMap((own) => convertMissing(own, known)).filter((row) => !isThere(prices, row));
  if (converted.length === 0) return;
  await tx.$executeRaw`
    insert into price (product_id, variant_id, currency, amount, compare_at_amount, source, rate_date)
    select ${productId}::uuid, variant_id, currency, amount, compare_at_amount, 'converted', rate_date
    from jsonb_to_recordset(${JSON.stringify(converted)}::jsonb)
      as r(variant_id uuid, currency text, amount int, compare_at_amount int, rate_date date)
    on conflict (product_id, variant_id, currency) do update set
      amount = excluded.amount, compare_at_amount = excluded.compare_at_amount, rate_date = excluded.rate_date
    where price.source = 'converted'`;
}

function isComplete(set: Row[]): boolean {
  return [...Map.groupBy(set, ({ variantId }) => variantId).values()].every((own) => currencies.every((currency) => own.some((row) => row.currency === currency)));
}

/** The set price in the first of the markets' currencies is the one the others follow. */
function convertMissing(own: Row[], rates: ExchangeRates) {
  const source = currencies.map((currency) => own.find((row) => row.currency === currency)).find(Boolean) ?? own[0];
  if (!source) return [];
  return currencies
    .filter((currency) => own.every((row) => row.currency !== currency))
    .flatMap((currency) => {
      const price = convertPrice({ amount: source.amount, currency: source.currency }, currency, rates);
      if (!price) return [];
      const before = source.compareAtAmount === null ? null : convertPrice({ amount: source.compareAtAmount, currency: source.currency }, currency, rates);
      return {
        variant_id: source.variantId,
        currency,
        amount: price.amount,
        compare_at_amount: before && before.amount > price.amount ? before.amount : null,
        rate_date: price.day,
      };
    });
}

function isThere(prices: Row[], row: ReturnType<typeof convertMissing>[number]): boolean {
  return prices.some(
    (price) => price.variantId === row.variant_id && price.currency === row.currency && price.amount === row.amount && price.compareAtAmount === row.compare_at_amount,
  );
}
