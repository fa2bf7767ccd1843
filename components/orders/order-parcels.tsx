import { getTranslations } from "next-intl/server";
import { carrierName, trackingUrl } from "@/lib/fulfilment/fulfilment";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { lineName } from "@/lib/orders/line-name";
import { parcelsOf } from "@/lib/orders/parcels";
import type { OrderView } from "@/lib/orders/read-order";

/** The parcels that have left: what is in each, who carries it, and where it is. */
export async function OrderParcels({ order, locale }: { order: OrderView; locale: Locale }) {
  const parcels = parcelsOf(order.events);
  if (parcels.length === 0) return null;
  const t = await getTranslations("order");
  const names = new Map(order.lines.map((line) => [line.lineId, lineName(line)]));
  return (
    <section aria-labelledby="parcels">
      <h2 id="parcels" className="text-lg font-bold">
        {t("parcels")}
      </h2>
      <ol className="mt-4 grid gap-4">
        {parcels.map(({ shipmentId, carrier, tracking, lines, at, deliveredAt }, index) => {
          const url = trackingUrl(carrier, tracking);
          const number = index + 1;
          return (
            <li key={shipmentId} className="panel grid gap-3 p-5">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                <h3 className="font-semibold">{t("parcel", { number })}</h3>
                <p className={`text-sm ${deliveredAt ? "font-semibold text-good" : "text-soft"}`}>
                  {deliveredAt
                    ? t("parcelDelivered", { time: formatDateTime(deliveredAt, locale) })
                    : t("parcelShipped", { time: formatDateTime(at, locale) })}
                </p>
              </div>
              <ul className="grid gap-1">
                {lines.map(({ lineId, quantity }) => (
                  <li key={lineId} className="flex justify-between gap-4 [overflow-wrap:anywhere]">
                    <span>{names.get(lineId)}</span>
                    {quantity > 1 ? (
                      <span className="shrink-0 text-sm text-soft">{t("quantity", { count: quantity })}</span>
                    ) : null}
                  </li>
                ))}
              </ul>
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
                <p className="min-w-0 text-soft [overflow-wrap:anywhere]">
                  {carrierName(carrier) ?? t("otherCarrier")}
                  <span className="money block">{t("tracking", { tracking })}</span>
                </p>
                {url ? (
                  <a
                    href={url}
                    target="_blank"
                    rel="noreferrer"
                    className="button-outline min-h-11! text-sm! print:hidden"
                  >
                    {t("track")}
                    <span className="sr-only">{t("parcel", { number })}</span>
                  </a>
                ) : null}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
