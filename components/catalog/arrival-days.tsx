"use client";

import { formatDay, formatDayRange } from "@/lib/i18n/format";
import { useChoice } from "./product-choice";

interface ArrivalDaysProps {
  method: string;
  from: string;
  to: string;
  /** The days as the server wrote them. */
  written: string;
  /** "Arrives {days}". */
  template: string;
  /** "Ships from {day}": all that is known of a later delivery before the page is live. */
  shipsFrom: string;
  locale: string;
}

/** A page kept by a CDN may promise yesterday's days; what the shop promises now takes their place. */
export function ArrivalDays({ method, from, to, written, template, shipsFrom, locale }: ArrivalDaysProps) {
  const { variant, delivery } = useChoice();
  const now = delivery.find((quote) => quote.method === method);
  if (variant.shipsFrom && !now) return shipsFrom.replace("{day}", formatDay(variant.shipsFrom, locale));
  const days = now && (now.from !== from || now.to !== to) ? formatDayRange(now.from, now.to, locale) : written;
  return template.replace("{days}", days);
}
