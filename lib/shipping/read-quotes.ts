import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { type DeliveryQuote, deliveryDays, shippingMethods } from "./delivery";

interface Rate {
  method: string;
  amount: number;
  freeFrom: number | null;
  businessDaysMin: number;
  businessDaysMax: number;
}

const kept = keep<Rate[]>();

/** The market's ways to ship, cheapest promise first, with the days they promise when ordered at `now`. */
export async function readDeliveryQuotes(db: Db | Tx, market: Market, now: Date): Promise<DeliveryQuote[]> {
  return (await readRates(db, market)).flatMap((rate) => {
    const method = shippingMethods.find((known) => known === rate.method);
    if (!method) return [];
    const days = deliveryDays(now, market.timeZone, { min: rate.businessDaysMin, max: rate.businessDaysMax });
    return [
      {
        method,
        price: { amount: rate.amount, currency: market.currency },
        freeFrom: rate.freeFrom === null ? null : { amount: rate.freeFrom, currency: market.currency },
        ...days,
      },
    ];
  });
}

async function readRates(db: Db | Tx, { region, currency }: Market): Promise<Rate[]> {
  const key = `${region} ${currency}`;
  const rates = await kept([key], async () => {
    const rows = await db.shippingRate.findMany({
      where: { region, currency },
      select: { method: true, amount: true, freeFrom: true, businessDaysMin: true, businessDaysMax: true },
      orderBy: { position: "asc" },
    });
    return new Map([[key, rows]]);
  });
  return rates.get(key) ?? [];
}
