import { utcDay } from "@/lib/core/clock";
import type { Money } from "@/lib/core/money";

export const shippingMethods = ["standard", "express"] as const;
export type ShippingMethod = (typeof shippingMethods)[number];

/** A way to ship, as promised to the shopper. Days are calendar days of the market, `yyyy-mm-dd`. */
export interface DeliveryQuote {
  method: ShippingMethod;
  price: Money;
  /** Subtotal from which it is free; null: never. */
  freeFrom: Money | null;
  from: string;
  to: string;
}

/** Orders placed from this hour on, in the market's time, leave the next business day. */
const cutoffHour = 14;

/**
 * The days a parcel arrives between, counting business days (Monday to Friday) from the day it leaves.
 * Public holidays are not known and may add a day.
 */
export function deliveryDays(
  now: Date,
  timeZone: string,
  businessDays: { min: number; max: number },
): { from: string; to: string } {
  const parts = formatIn(timeZone).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const today = new Date(`${part("year")}-${part("month")}-${part("day")}T00:00:00Z`);
  const late = Number(part("hour")) >= cutoffHour;
  const leaves = isBusinessDay(today) && !late ? today : addBusinessDays(today, 1);
  return {
    from: utcDay(addBusinessDays(leaves, businessDays.min)),
    to: utcDay(addBusinessDays(leaves, businessDays.max)),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each time zone: that takes as long as a query. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const made = formats.get(timeZone);
  if (made) return made;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);
  return format;
}

/** What shipping costs at this subtotal. */
export function shippingAmount(quote: Pick<DeliveryQuote, "price" | "freeFrom">, subtotal: number): number {
  return quote.freeFrom && subtotal >= quote.freeFrom.amount ? 0 : quote.price.amount;
}

function addBusinessDays(day: Date, count: number): Date {
  const date = new Date(day);
  for (let left = count; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (isBusinessDay(date)) left -= 1;
  }
  return date;
}

const isBusinessDay = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6;
