import { getTranslations } from "next-intl/server";
import { formatMoney } from "@/lib/core/money";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { toldHistoryOf } from "@/lib/orders/history";
import { lineName } from "@/lib/orders/line-name";
import type { OrderView } from "@/lib/orders/read-order";

const amountTold = ["refund_due", "refunded", "refund_failed", "credit_mailed"];

/** What has befallen the order, as far as its buyer is told. */
export async function OrderTimeline({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = await getTranslations("order");
  const names = new Map(order.lines.map((line) => [line.lineId, lineName(line)]));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="text-lg font-bold">
        {t("timeline")}
      </h2>
      <ol className="mt-4">
        {toldHistoryOf(order.events).map(({ eventId, type, at, detail }) => (
          <li key={eventId} className="relative border-s-2 border-line ps-5 pb-5 last:border-transparent last:pb-0">
            <span
              aria-hidden
              className="absolute -start-[7px] top-1.5 size-3 rounded-full border-2 border-paper bg-ink"
            />
            <span className="block font-semibold">
              {t(`events.${type}`)}
              {detail.amount !== undefined && amountTold.includes(type) ? (
                <span className="money">
                  {` · ${formatMoney({ amount: detail.amount, currency: detail.currency ?? order.currency }, locale)}`}
                </span>
              ) : null}
            </span>
            <time dateTime={at.toISOString()} className="block text-sm text-soft">
              {formatDateTime(at, locale)}
            </time>
            {(type === "shipped" || type === "lines_cancelled" ? (detail.lines ?? []) : []).map((line) => (
              <span key={line.lineId} className="block text-sm text-soft">
                {t("unitsOf", { count: line.quantity, title: names.get(line.lineId) ?? "" })}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
