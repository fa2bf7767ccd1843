import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { Thumbnail } from "@/components/admin/thumbnail";
import { utcDay } from "@/lib/core/clock";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { leftOf } from "@/lib/fulfilment/fulfilment";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDay, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { shareOf } from "@/lib/orders/refund";

/** What to pack, and what became of it. Titles stand in the buyer's language, as they were sold. */
export async function OrderLines({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const [t, tp] = await Promise.all([getTranslations("admin"), getTranslations("parcels")]);
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale);
  const leftAmountOf = ({ totalAmount, cancelledQuantity, quantity }: FulfilmentDetail["lines"][number]) =>
    totalAmount - shareOf(totalAmount, cancelledQuantity, quantity);
  const standing = (line: FulfilmentDetail["lines"][number]) =>
    [
      ["lineLeft", leftOf(line)] as const,
      ["lineShipped", line.shippedQuantity] as const,
      ["lineCancelled", line.cancelledQuantity] as const,
    ]
      .filter(([, units]) => units > 0)
      .map(([word, units]) => tp(word, { count: formatNumber(units, locale) }))
      .join(" · ");
  return (
    <Panel title={t("order.lines")} aside={t("order.itemCount", { count: order.itemCount })}>
      <ul>
        {order.lines.map((line) => (
          <li key={line.lineId} className="flex items-center gap-4 border-t border-line py-3.5">
            <Thumbnail imageKey={line.imageKey} hue={line.imageHue} size={56} />
            <div className="min-w-0 flex-1 text-sm">
              <Link
                href={`/${locale}/admin/products/${shortId(line.productId)}`}
                prefetch={false}
                className="quiet-link font-semibold"
                lang={order.locale.slice(0, 2)}
              >
                {line.title}
              </Link>
              <p className="text-soft">
                {[line.sku, ...line.options.map(({ name, value }) => `${name}: ${value}`)].join(" · ")}
              </p>
              <p className="tabular-nums">
                {formatNumber(line.quantity, locale)} × {money(line.unitAmount)}
              </p>
              <p className="text-soft tabular-nums">{standing(line)}</p>
              {line.shipsFrom && leftOf(line) > 0 ? (
                <p>{tp("lineExpected", { day: formatDay(utcDay(line.shipsFrom), locale) })}</p>
              ) : null}
            </div>
            <p className="money text-sm font-semibold whitespace-nowrap">{money(leftAmountOf(line))}</p>
          </li>
        ))}
      </ul>
      <p className="flex justify-between border-t border-line pt-4 text-sm font-semibold">
        {t("order.total")}
        <span className="money">{money(order.totalAmount)}</span>
      </p>
    </Panel>
  );
}
