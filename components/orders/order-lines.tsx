import { getTranslations } from "next-intl/server";
import { LinePicture } from "@/components/cart/line-picture";
import { utcDay } from "@/lib/core/clock";
import { formatMoney } from "@/lib/core/money";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { TotalsText } from "@/lib/orders/describe-totals";
import type { OrderView } from "@/lib/orders/read-order";

/** Pictures of a snapshot have no measures of their own; on a tile they are square. */
const pictureSide = 640;

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
            <LinePicture
              picture={
                line.imageKey
                  ? { key: line.imageKey, width: pictureSide, height: pictureSide, alt: "", hue: line.imageHue }
                  : null
              }
              hue={line.imageHue ?? 75}
              className="size-16"
            />
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
      <dl className="money mt-6 grid gap-2 border-y border-line py-5 text-md">
        {totals.rows.map(({ key, label, value }) => (
          <div key={key} className="flex items-baseline justify-between gap-6">
            <dt className="text-soft">{label}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="flex items-baseline justify-between gap-6 pt-5">
        <span className="font-bold">{totals.total.label}</span>
        <span className="money display text-display-28">{totals.total.value}</span>
      </p>
      {totals.after.length > 0 ? (
        <dl className="money mt-4 grid gap-2 border-t border-line pt-4 text-md">
          {totals.after.map(({ key, label, value }) => (
            <div key={key} className="flex items-baseline justify-between gap-6">
              <dt className="text-soft">{label}</dt>
              <dd className={key === "due" ? "text-end font-bold" : "text-end"}>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {totals.note ? <p className="money mt-1 text-sm text-soft">{totals.note}</p> : null}
    </section>
  );
}
