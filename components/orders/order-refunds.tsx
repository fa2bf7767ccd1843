import { getTranslations } from "next-intl/server";
import { formatMoney } from "@/lib/core/money";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";

/** Money that goes back, and how far it has come. */
export async function OrderRefunds({ order, locale }: { order: OrderView; locale: Locale }) {
  if (order.refunds.length === 0) return null;
  const t = await getTranslations("order");
  return (
    <section aria-labelledby="refunds">
      <h2 id="refunds" className="text-lg font-bold">
        {t("refunds")}
      </h2>
      <ul className="mt-3 grid gap-3">
        {order.refunds.map(({ refundId, status, amount, reason, createdAt }) => (
          <li key={refundId} className="flex items-baseline justify-between gap-6 border-t border-line pt-3">
            <span>
              {t(`refundStatus.${reason === "exchanged" ? "exchanged" : status}`)}
              <time dateTime={createdAt.toISOString()} className="block text-sm text-soft">
                {formatDate(createdAt, locale)}
              </time>
            </span>
            <span className="money font-semibold whitespace-nowrap">
              {formatMoney({ amount, currency: order.currency }, locale)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
