import { cacheLife, cacheTag } from "next/cache";
import { lifetime, tags } from "@/lib/cache/tags";
import { db } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { DeliveryQuote } from "./delivery";
import { readDeliveryQuotes } from "./read-quotes";

/** The market's delivery promises, as static pages show them: at most a quarter of an hour old. */
export async function getDeliveryQuotes(locale: Locale): Promise<DeliveryQuote[]> {
  "use cache";
  cacheLife(lifetime);
  cacheTag(tags.shipping);
  return readDeliveryQuotes(db(), requireMarket(locale), new Date());
}
