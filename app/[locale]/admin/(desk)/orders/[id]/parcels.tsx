import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { lineName } from "@/lib/orders/line-name";
import { deliverParcel } from "./actions";
import { TrackingLink } from "./tracking-link";

/** What has left, each parcel with its units and its way. */
export async function Parcels({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  if (order.shipments.length === 0) return null;
  const t = await getTranslations("parcels");
  const names = new Map(order.lines.map((line) => [line.lineId, lineName(line)]));
  const slip = `/${locale}/admin/orders/${shortId(order.fulfilmentId)}/slip`;
  return (
    <Panel title={t("parcels.title")}>
      <ul>
        {order.shipments.map((parcel, index) => {
          const number = formatNumber(index + 1, locale);
          return (
            <li key={parcel.shipmentId} className="grid gap-2 border-t border-line py-4 text-sm last:pb-0">
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <h3 className="font-semibold">{t("parcels.one", { number })}</h3>
                <StatusChip tone={parcel.status === "delivered" ? "good" : "moving"}>
                  {t(parcel.status === "delivered" ? "parcels.arrived" : "parcels.onTheWay")}
                </StatusChip>
              </div>
              <TrackingLink {...parcel} />
              <ul className="text-soft" lang={order.locale.slice(0, 2)}>
                {parcel.lines.map(({ lineId, quantity }) => (
                  <li key={lineId}>
                    {t("unitsOf", { quantity: formatNumber(quantity, locale), title: names.get(lineId) ?? "" })}
                  </li>
                ))}
              </ul>
              <p className="text-soft">
                {t("parcels.shipped", { time: formatDateTime(parcel.shippedAt, locale) })}
                {parcel.deliveredAt
                  ? ` · ${t("parcels.delivered", { time: formatDateTime(parcel.deliveredAt, locale) })}`
                  : ""}
              </p>
              <div className="flex flex-wrap items-center gap-3">
                <ActionForm
                  action={deliverParcel.bind(null, locale)}
                  className="contents"
                  label={t("parcels.markDeliveredOf", { number })}
                >
                  <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
                  <input type="hidden" name="shipmentId" value={parcel.shipmentId} />
                  {parcel.status === "shipped" ? (
                    <FormSubmit className="button-outline min-h-11! text-sm!">{t("parcels.markDelivered")}</FormSubmit>
                  ) : null}
                  <FormMessage />
                </ActionForm>
                <Link
                  href={`${slip}?parcel=${shortId(parcel.shipmentId)}`}
                  prefetch={false}
                  aria-label={t("parcels.slipOf", { number })}
                  className="quiet-link py-2"
                >
                  {t("parcels.slip")}
                </Link>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
