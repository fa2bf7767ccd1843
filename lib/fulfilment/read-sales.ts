import { z } from "zod";
import type { GuardedStore } from "@/lib/cache/guard-store";
import { remember } from "@/lib/cache/remember";
import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import type { Db } from "@/lib/db/client";
import { addDays, dawnOf, dayIn, shopZone } from "@/lib/i18n/shop-day";

/** Days are the shop's: a merchant sells in every zone, and the same order must not fall on two days. */
const daysSchema = z.array(
  z.object({ currency: currencySchema, day: z.string(), amount: z.number(), orders: z.number() }),
);
type Days = z.infer<typeof daysSchema>;

export interface DaySales {
  /** yyyy-mm-dd */
  day: string;
  amount: number;
  orders: number;
}

/** What was sold in one currency. `days`: fourteen, oldest first, today last. */
export interface CurrencySales {
  currency: Currency;
  days: DaySales[];
  today: DaySales;
  weekAgo: DaySales;
}

const chartDays = 14;
/** What is called off of an earlier day shows within the hour; today's sales are read each time. */
const pastSeconds = 3_600;

/** A merchant's sales of fourteen days, in the currency with the most orders first. */
export async function readSales(
  db: Db,
  store: GuardedStore,
  merchantId: string,
  now: Date,
  zone = shopZone(),
): Promise<CurrencySales[]> {
  const today = dayIn(now, zone);
  const calendar = Array.from({ length: chartDays }, (_, index) => addDays(today, index - chartDays + 1));
  const recipe = {
    key: `sales:${merchantId}:${zone}:${today}`,
    schema: daysSchema,
    tagsOf: () => [],
    ttlSeconds: pastSeconds,
  };
  const sum = (days: readonly string[]) => sumDays(db, merchantId, days, zone);
  const [past, current] = await Promise.all([
    remember(store, recipe, () => sum(calendar.slice(0, -1))),
    sum(calendar.slice(-1)),
  ]);
  return byCurrency([...past, ...current], calendar);
}

/**
 * Of days that follow on one another. Where each begins is said to Postgres, whose own time zones may be of another year. Index:
 * fulfilment_sales, which holds all that is summed.
 */
async function sumDays(db: Db, merchantId: string, days: readonly string[], zone: string): Promise<Days> {
  const dawns = days.map((day) => dawnOf(day, zone).toISOString());
  const end = dawnOf(addDays(days.at(-1) ?? "", 1), zone);
  return daysSchema.parse(
    await db.$queryRaw`
      SELECT currency, (${days}::text[])[width_bucket(placed_at, ${dawns}::timestamptz[])] AS day,
             sum(total_amount)::float8 AS amount, count(*)::int AS orders
      FROM fulfilment
      WHERE merchant_id = ${merchantId}::uuid AND placed_at >= ${dawns[0]}::timestamptz AND placed_at < ${end}::timestamptz
        AND status <> 'cancelled'
      GROUP BY 1, 2`,
  );
}

function byCurrency(rows: Days, calendar: readonly string[]): CurrencySales[] {
  const found = Map.groupBy(rows, (row) => row.currency);
  const ordersIn = (currency: Currency) => (found.get(currency) ?? []).reduce((sum, row) => sum + row.orders, 0);
  return [...found.keys()]
    .toSorted((a, b) => ordersIn(b) - ordersIn(a) || (a < b ? -1 : 1))
    .map((currency) => {
      const days = calendar.map((day): DaySales => {
        const row = found.get(currency)?.find((each) => each.day === day);
        return { day, amount: row?.amount ?? 0, orders: row?.orders ?? 0 };
      });
      const none: DaySales = { day: calendar.at(-1) ?? "", amount: 0, orders: 0 };
      return { currency, days, today: days.at(-1) ?? none, weekAgo: days.at(-8) ?? none };
    });
}
