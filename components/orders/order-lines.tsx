import { getTranslations } from "next-intl/server";
import { utcDay } from "@/lib/core/clock";
import { formatMoney } from "@/lib/core/money";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { TotalsText } from "@/lib/orders/describe-totals";
import type { OrderView } from "@/lib/orders/read-order";
import { OrderTotals } from "./order-totals";
import { SnapshotPicture } from "./snapshot-picture";

/** What was bought and what it came to, as it was at the time. */
export async function OrderLines({ order, totals, locale }: { order: OrderView; totals: TotalsText; locale: Locale }) {
  const [t, stock] = await Promise.all([getTranslations("order"), getTranslations("stock")]);
  const isToCome = ["pending_payment", "paid", "partially_shipped"].includes(order.status);
  const count = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <section aria-labelledby="items" className="min-w-0 rounded-tile bg-sunken p-6 sm:p-8">
      <h2 id="items" className="text-lg font-bold">
        {t("items", { count })}
      </h2>
      <ul className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-5">
        {order.lines.map((line) => (
          <li key={line.lineId} className="flex gap-4">
            <SnapshotPicture line={line} />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="block text-md font-semibold">{line.title}</span>
              <span className="block text-sm text-soft">
                {[
                  ...line.options.map((option) => option.value),
                  ...(line.quantity > 1 ? [t("quantity", { count: line.quantity })] : []),
                  ...(line.cancelledQuantity > 0 ? [t("cancelledUnits", { count: line.cancelledQuantity })] : []),
                ].join(" · ")}
              </span>
              {isToCome && line.shipsFrom && line.cancelledQuantity < line.quantity ? (
                <span className="block text-sm font-semibold">
                  {stock("shipsFrom", { day: formatDay(utcDay(line.shipsFrom), locale) })}
                </span>
              ) : null}
              <span className="block text-sm text-soft">{t("soldBy", { merchant: line.merchantName })}</span>
            </span>
            <span className="money text-md font-semibold">
              {formatMoney({ amount: line.totalAmount, currency: order.currency }, locale)}
            </span>
          </li>
        ))}
      </ul>
      <OrderTotals totals={totals} />
    </section>
  );
}
