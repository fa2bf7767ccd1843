import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { eventReasonOf } from "@/lib/orders/event-reason";
import { lineName } from "@/lib/orders/line-name";
import { disputeReasonSchema, fraudTypeSchema } from "@/lib/payments/bank-reasons";
import { TrackingLink } from "./tracking-link";

const actors = ["shopper", "stripe", "clock"] as const;

/** Who did what to the order, when and why. */
export async function OrderTimeline({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const [t, payments] = await Promise.all([getTranslations("parcels"), getTranslations("payments")]);
  const whyOf = (reason: ReturnType<typeof eventReasonOf>) => {
    if (!reason) return null;
    if ("code" in reason) return t(`reasons.${reason.code}`);
    if ("fraud" in reason) return payments(`alerts.types.${fraudTypeSchema.parse(reason.fraud)}`);
    if ("dispute" in reason) return payments(`disputes.reasons.${disputeReasonSchema.parse(reason.dispute)}`);
    return reason.words;
  };
  const names = new Map(order.lines.map((line) => [line.lineId, lineName(line)]));
  return (
    <Panel title={t("history")}>
      <ol className="grid gap-4 text-sm">
        {order.history.map(({ eventId, type, at, actor, by, returnNumber, detail }) => {
          const known = actors.find((each) => each === actor);
          const who = by ?? (known ? t(`actors.${known}`) : null);
          const why = whyOf(eventReasonOf({ type, detail }));
          const lines = (detail.lines ?? []).filter(({ lineId }) => names.has(lineId));
          return (
            <li key={eventId} className="min-w-0 border-s-2 border-line ps-4">
              <p className="font-semibold">
                {t(`events.${type}`)}
                {detail.amount === undefined ? null : (
                  <span className="money">
                    {` · ${formatMoney({ amount: detail.amount, currency: detail.currency ?? order.currency }, locale)}`}
                  </span>
                )}
              </p>
              <p className="text-soft">
                <time dateTime={at.toISOString()}>{formatDateTime(at, locale)}</time>
                {who ? ` · ${who}` : ""}
              </p>
              {detail.returnId && returnNumber ? (
                <Link
                  href={`/${locale}/admin/returns/${shortId(detail.returnId)}`}
                  prefetch={false}
                  className="text-link inline-block"
                >
                  {returnNumber}
                </Link>
              ) : null}
              {lines.map(({ lineId, quantity }) => (
                <p key={lineId} lang={order.locale.slice(0, 2)}>
                  {t("unitsOf", { quantity: formatNumber(quantity, locale), title: names.get(lineId) ?? "" })}
                </p>
              ))}
              {detail.carrier && detail.tracking ? (
                <TrackingLink carrier={detail.carrier} tracking={detail.tracking} />
              ) : null}
              {why ? <p className="wrap-anywhere">{t("because", { why })}</p> : null}
              {detail.note ? <p className="wrap-anywhere">{detail.note}</p> : null}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
