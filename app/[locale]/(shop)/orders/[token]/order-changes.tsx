import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { returnTones } from "@/components/orders/return-tones";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { StatusChip } from "@/components/ui/status-chip";
import { env } from "@/lib/core/env";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { formatList } from "@/lib/i18n/format";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { lineName } from "@/lib/orders/line-name";
import { orderToken } from "@/lib/orders/order-token";
import type { OrderView } from "@/lib/orders/read-order";
import { nameReplacements, replacementKey } from "@/lib/orders/returns/name-replacements";
import { readReturnable } from "@/lib/orders/returns/read-returnable";
import { type ReturnView, readReturns } from "@/lib/orders/returns/read-returns";
import { keepItems } from "./actions";
import { CancelForms } from "./cancel-forms";

interface ChangesProps {
  order: OrderView;
  token: string;
  locale: Locale;
}

/** What a buyer can still change: call off, send back; how the returns stand; and the invoice. */
export async function OrderChanges({ order, token, locale, now }: ChangesProps & { now: Date }) {
  if (!order.paidAt) return null;
  const [t, returns, returnable] = await Promise.all([
    getTranslations("returns"),
    readReturns(db(), order),
    readReturnable(db(), order, now),
  ]);
  const replacements = await nameReplacements(db(), order, returns, requireMarket(locale).language);
  const path = `/${locale}/orders/${token}`;
  const canReturn = [...(returnable?.units.values() ?? [])].some((units) => units > 0);
  return (
    <section aria-labelledby="changes" className="print:hidden">
      <h2 id="changes" className="text-lg font-bold">
        {t("section.title")}
      </h2>
      <ul className="mt-3 grid gap-3">
        {returns.map((found) => (
          <ReturnItem key={found.returnId} {...{ found, order, replacements, token, locale }} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        {canReturn ? (
          <Link href={`${path}/return`} prefetch={false} className="button-outline">
            {t("section.return")}
          </Link>
        ) : null}
        <Link href={`${path}/invoice`} prefetch={false} className="button-outline">
          {t("section.invoice")}
        </Link>
      </div>
      <CancelForms order={order} token={token} locale={locale} />
    </section>
  );
}

interface ItemProps extends ChangesProps {
  found: ReturnView;
  /** What goes out instead, where something does. */
  replacements: ReadonlyMap<string, string>;
}

async function ReturnItem({ found, order, replacements, token, locale }: ItemProps) {
  const t = await getTranslations("returns");
  const { returnId, number, status, lines, carrier, tracking, rejection, refundedAmount, shortfall } = found;
  const open = status === "requested" || status === "approved";
  const instead = lines.flatMap(({ lineId }) => replacements.get(replacementKey(returnId, lineId)) ?? []);
  const exchangeId = status === "exchanged" ? found.exchangeOrderId : null;
  return (
    <li className="grid gap-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{t("section.number", { number })}</span>
        <StatusChip tone={returnTones[status]}>{t(`statuses.${status}`)}</StatusChip>
      </div>
      <p className="text-sm text-soft">
        {lines
          .map(({ quantity, ordered }) => t("section.line", { count: quantity, title: lineName(ordered) }))
          .join(", ")}
      </p>
      {instead.length > 0 ? (
        <p className="text-sm text-soft">{t("section.instead", { what: formatList(instead, locale) })}</p>
      ) : null}
      <p className="text-sm">
        {status === "refunded"
          ? t(refundedAmount > 0 ? "told.refunded" : `told.settled.${shortfall ?? "untold"}`, {
              amount: formatMoney({ amount: refundedAmount, currency: order.currency }, locale),
            })
          : t(`told.${status}`)}
      </p>
      {rejection ? (
        <blockquote className="border-s-2 border-line ps-4 text-sm wrap-anywhere">{rejection}</blockquote>
      ) : null}
      {status === "approved" && tracking ? (
        <p className="money text-sm">{[carrier, tracking].filter(Boolean).join(" · ")}</p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {exchangeId ? (
          <Link
            href={`/${locale}/orders/${orderToken({ ...order, orderId: exchangeId }, env().AUTH_SECRET)}`}
            prefetch={false}
            className="button-outline min-h-11! text-sm!"
          >
            {t("section.newOrder")}
          </Link>
        ) : null}
        {status === "approved" ? (
          <Link
            href={`/${locale}/orders/${token}/label/${shortId(returnId)}`}
            prefetch={false}
            className="button-outline min-h-11! text-sm!"
          >
            {t("section.label")}
          </Link>
        ) : null}
        <ActionForm
          action={keepItems.bind(null, locale, token, returnId)}
          label={t("keep.form", { number })}
          className="flex flex-wrap items-center gap-3"
        >
          {open ? <FormSubmit className="button-outline min-h-11! text-sm!">{t("keep.submit")}</FormSubmit> : null}
          <FormMessage />
        </ActionForm>
      </div>
    </li>
  );
}
