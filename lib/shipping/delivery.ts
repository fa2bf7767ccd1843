import { utcDay } from "@/lib/core/clock";
import type { Money } from "@/lib/core/money";
import { offsetOf } from "@/lib/i18n/local-time";

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
  const wall = new Date(now.getTime() + offsetOf(now.getTime(), timeZone));
  const today = new Date(utcDay(wall));
  const late = wall.getUTCHours() >= cutoffHour;
  const leaves = isBusinessDay(today) && !late ? today : addBusinessDays(today, 1);
  return {
    from: utcDay(addBusinessDays(leaves, businessDays.min)),
    to: utcDay(addBusinessDays(leaves, businessDays.max)),
  };
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
