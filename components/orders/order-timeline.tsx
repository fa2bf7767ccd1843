import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";

/** What of an order's history its buyer is told; the rest is the shop's own affair. */
const toldSchema = z.enum([
  "placed",
  "payment_processing",
  "payment_failed",
  "paid",
  "paid_late",
  "lapsed",
  "cancelled",
  "shipped",
  "refund_due",
  "refunded",
]);

export async function OrderTimeline({ events, locale }: { events: OrderView["events"]; locale: Locale }) {
  const t = await getTranslations("order");
  const told = events.flatMap((event) => {
    const type = toldSchema.safeParse(event.type);
    return type.success ? [{ ...event, type: type.data }] : [];
  });
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="text-lg font-bold">
        {t("timeline")}
      </h2>
      <ol className="mt-4">
        {told.map((event) => (
          <li
            key={event.eventId}
            className="relative border-s-2 border-line ps-5 pb-5 last:border-transparent last:pb-0"
          >
            <span
              aria-hidden
              className="absolute -start-[7px] top-1.5 size-3 rounded-full border-2 border-paper bg-ink"
            />
            <span className="block font-semibold">{t(`events.${event.type}`)}</span>
            <time dateTime={event.at.toISOString()} className="block text-sm text-soft">
              {formatDateTime(event.at, locale)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
