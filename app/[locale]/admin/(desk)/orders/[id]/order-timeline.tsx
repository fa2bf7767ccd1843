import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { carrierNames, carriers } from "@/lib/fulfilment/fulfilment";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDateTime } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

export async function OrderTimeline({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const t = await getTranslations("admin");
  const carrier = carriers.find((each) => each === order.carrier) ?? "other";
  return (
    <Panel title={t("order.timeline")}>
      <ol className="grid gap-4 text-sm">
        {order.timeline.map(({ type, at, by }) => (
          <li key={`${type} ${at.toISOString()}`} className="border-s-2 border-line ps-4">
            <p className="font-semibold">{t(`order.events.${type}`)}</p>
            <p className="text-soft">
              <time dateTime={at.toISOString()}>{formatDateTime(at, locale)}</time>
              {by ? ` · ${by}` : ""}
            </p>
            {type === "shipped" && order.tracking ? (
              <p className="tabular-nums">
                {carrier === "other" ? t("order.otherCarrier") : carrierNames[carrier]} · {order.tracking}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
