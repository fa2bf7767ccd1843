import { z } from "zod";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db, Tx } from "@/lib/db/client";

/** What one unit of the base costs in other currencies, and the day each rate is of. */
export type ExchangeRates = ReadonlyMap<Currency, { ratePpm: bigint; day: Date | null }>;

/** Rates are stored against the dollar; from one other currency to another the way leads through it. */
const base = "USD";

const rows = z.array(z.object({ quote: currencySchema, ratePpm: z.bigint().positive(), day: z.date() }));

/** The newest stored rate of each currency. */
export async function readExchangeRates(db: Db | Tx): Promise<ExchangeRates> {
  const newest = rows.parse(
    await db.$queryRaw`
      select distinct on (quote) quote, rate_ppm as "ratePpm", day
      from exchange_rate where base = ${base}
      order by quote, day desc`,
  );
  const rates = new Map<Currency, { ratePpm: bigint; day: Date | null }>([[base, { ratePpm: 1_000_000n, day: null }]]);
  for (const { quote, ratePpm, day } of newest) rates.set(quote, { ratePpm, day });
  return rates;
}
