import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";
import { currencyCodes } from "@/lib/i18n/markets";
import { convertPrice } from "./convert-price";
import { type ExchangeRates, readExchangeRates } from "./exchange-rates";

const rows = z.array(
  z.object({
    productId: z.string(),
    variantId: z.string(),
    currency: currencySchema,
    amount: z.number(),
    compareAtAmount: z.number().nullable(),
    source: z.enum(["set", "converted"]),
  }),
);

type Row = z.infer<typeof rows>[number];

/**
 * Gives every variant of a product a price in every currency of the markets: what the merchant set stays, the rest is
 * converted from it by the newest stored rates and marked so. Call it in the transaction that set a price. A currency
 * without a rate stays without a price: the product isn't sold there. Pass the rates when completing many products.
 */
export async function completePrices(tx: Tx | Db, productId: string, rates?: ExchangeRates): Promise<void> {
  await completeAllPrices(tx, [productId], rates);
}

/** As completePrices, for many products in two statements. */
export async function completeAllPrices(
  tx: Tx | Db,
  productIds: readonly string[],
  rates?: ExchangeRates,
): Promise<void> {
  const prices = rows.parse(
    await tx.price.findMany({
      where: { productId: { in: [...productIds] } },
      select: { productId: true, variantId: true, currency: true, amount: true, compareAtAmount: true, source: true },
    }),
  );
  const set = prices.filter(({ source }) => source === "set");
  if (set.length === 0 || isComplete(set)) return;
  const known = rates ?? (await readExchangeRates(tx));
  const byVariant = Map.groupBy(set, ({ variantId }) => variantId);
  const there = new Set(
    prices.map((price) => priceKey(price.variantId, price.currency, price.amount, price.compareAtAmount)),
  );
  const convertible = [...byVariant.values()].flatMap((own) => convertMissing(own, known));
  await dropOutdated(tx, prices, convertible, known);
  const converted = convertible.filter(
    (row) => !there.has(priceKey(row.variant_id, row.currency, row.amount, row.compare_at_amount)),
  );
  if (converted.length === 0) return;
  await tx.$executeRaw`
    insert into price (product_id, variant_id, currency, amount, compare_at_amount, source, rate_date)
    select product_id, variant_id, currency, amount, compare_at_amount, 'converted', rate_date
    from jsonb_to_recordset(${JSON.stringify(converted)}::jsonb)
      as r(product_id uuid, variant_id uuid, currency text, amount int, compare_at_amount int, rate_date date)
    on conflict (product_id, variant_id, currency) do update set
      amount = excluded.amount, compare_at_amount = excluded.compare_at_amount, rate_date = excluded.rate_date
    where price.source = 'converted'`;
}

/** A converted price stays where a rate is missing for once, and goes where the set one has come to more than can be charged. */
async function dropOutdated(
  tx: Tx | Db,
  prices: Row[],
  convertible: { variant_id: string; currency: Currency }[],
  rates: ExchangeRates,
): Promise<void> {
  const current = new Set(convertible.map(({ variant_id, currency }) => `${variant_id} ${currency}`));
  const outdated = prices.filter(
    ({ source, variantId, currency }) =>
      source === "converted" && rates.has(currency) && !current.has(`${variantId} ${currency}`),
  );
  if (outdated.length === 0) return;
  await tx.price.deleteMany({
    where: { OR: outdated.map(({ productId, variantId, currency }) => ({ productId, variantId, currency })) },
  });
}

function isComplete(set: Row[]): boolean {
  return [...Map.groupBy(set, ({ variantId }) => variantId).values()].every((own) =>
    currencyCodes.every((currency) => own.some((row) => row.currency === currency)),
  );
}

/** The set price in the first of the markets' currencies is the one the others follow. */
function convertMissing(own: Row[], rates: ExchangeRates) {
  const source = currencyCodes.map((currency) => own.find((row) => row.currency === currency)).find(Boolean) ?? own[0];
  if (!source) return [];
  return currencyCodes
    .filter((currency) => own.every((row) => row.currency !== currency))
    .flatMap((currency) => {
      const price = convertPrice({ amount: source.amount, currency: source.currency }, currency, rates);
      if (!price) return [];
      const before =
        source.compareAtAmount === null
          ? null
          : convertPrice({ amount: source.compareAtAmount, currency: source.currency }, currency, rates);
      return {
        product_id: source.productId,
        variant_id: source.variantId,
        currency,
        amount: price.amount,
        compare_at_amount: before && before.amount > price.amount ? before.amount : null,
        rate_date: price.day,
      };
    });
}

const priceKey = (variantId: string, currency: Currency, amount: number, compareAtAmount: number | null): string =>
  `${variantId} ${currency} ${amount} ${compareAtAmount}`;
