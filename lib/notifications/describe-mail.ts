import { createTranslator } from "next-intl";
import { formatAddress } from "@/lib/checkout/format-address";
import { env } from "@/lib/core/env";
import { formatMoney } from "@/lib/core/money";
import { carrierNames } from "@/lib/fulfilment/fulfilment";
import { formatDate, formatDayRange } from "@/lib/i18n/format";
import { requireMarket } from "@/lib/i18n/markets";
import { loadMessages } from "@/lib/i18n/messages";
import { pictureUrl } from "@/lib/media/picture-url";
import { describeTotals, type TotalsText } from "@/lib/orders/describe-totals";
import { orderToken } from "@/lib/orders/order-token";
import { parcelsOf } from "@/lib/orders/parcels";
import type { OrderView } from "@/lib/orders/read-order";

/** A mail about an order, said in the order's language, before it is written as HTML or text. */
export interface MailText {
  locale: string;
  direction: string;
  subject: string;
  title: string;
  text: string;
  order: string;
  open: { label: string; url: string };
  lines: { title: string; detail: string; quantity: string; total: string; pictureUrl: string | null }[];
  totals: TotalsText;
  address: { label: string; lines: string[] };
  /** What was promised; null once it no longer holds. */
  delivery: { label: string; text: string } | null;
  keep: string;
  sender: string;
}

/** What a notice says. Null for a cause that nothing can be said of: a parcel that is not in the order's history. */
export async function describeMail(order: OrderView, cause: string): Promise<MailText | null> {
  const market = requireMarket(order.locale);
  const { locale } = market;
  const t = createTranslator({ locale, messages: await loadMessages(market.language), namespace: "mail" });
  const { number } = order;
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale);

  const opening = () => {
    if (cause === "confirmed")
      return {
        subject: t("confirmed.subject", { number }),
        title: t("confirmed.title", { name: order.shipTo.name }),
        text: t("confirmed.text"),
      };
    if (cause === "refunded")
      return {
        subject: t("refunded.subject", { number }),
        title: t("refunded.title"),
        text: t("refunded.text", { amount: money(order.totalAmount) }),
      };
    if (cause.startsWith("link:"))
      return { subject: t("link.subject", { number }), title: t("link.title"), text: t("link.text") };
    const parcel = parcelsOf(order.events).find(({ fulfilmentId }) => cause === `shipped:${fulfilmentId}`);
    if (!parcel) return null;
    const { tracking } = parcel;
    const carrier = Object.entries(carrierNames).find(([key]) => key === parcel.carrier)?.[1];
    const text = carrier ? t("shipped.text", { carrier, tracking }) : t("shipped.textOther", { tracking });
    return { subject: t("shipped.subject", { number }), title: t("shipped.title"), text };
  };
  const said = opening();
  if (!said) return null;

  const { APP_URL, AUTH_SECRET } = env();
  const days = formatDayRange(
    order.deliveryFrom.toISOString().slice(0, 10),
    order.deliveryTo.toISOString().slice(0, 10),
    locale,
  );
  const comes = order.status === "paid" || order.status === "shipped";
  return {
    ...said,
    locale,
    direction: market.direction,
    order: t("order", { number, date: formatDate(order.placedAt, locale) }),
    open: { label: t("open"), url: `${APP_URL}/${locale}/orders/${orderToken(order, AUTH_SECRET)}` },
    lines: order.lines.map((line) => ({
      title: line.title,
      detail: line.options.map((option) => option.value).join(" · "),
      quantity: line.quantity > 1 ? t("quantity", { count: line.quantity }) : "",
      total: money(line.totalAmount),
      pictureUrl: line.imageKey ? smallPicture(APP_URL, line.imageKey) : null,
    })),
    totals: await describeTotals(
      {
        ...order,
        region: order.shipTo.country,
        state: order.taxIncluded ? undefined : order.shipTo.state,
        ratesPpm: order.lines.map((line) => line.taxRatePpm),
      },
      locale,
    ),
    address: { label: t("address"), lines: formatAddress(order.shipTo, market.language) },
    delivery: comes ? { label: t("delivery"), text: t("arrives", { days }) } : null,
    keep: t("keep"),
    sender: t("sender"),
  };
}

/** By the optimiser, which gives a reader that can't take WebP a JPEG. */
const smallPicture = (base: string, key: string): string =>
  `${base}/_next/image?url=${encodeURIComponent(pictureUrl(key))}&w=128&q=75`;
