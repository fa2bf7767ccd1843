import { getTranslations } from "next-intl/server";
import { env } from "@/lib/core/env";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { orderToken } from "@/lib/orders/order-token";
import type { OpenDifference } from "@/lib/orders/reconcile/list-differences";
import { providerPage } from "@/lib/payments/provider-page";
import { DifferenceForms } from "./difference-forms";

/** What the first of the two amounts is, where it is not what the shop says. */
const oursAre: Partial<Record<OpenDifference["kind"], "books.waiting" | "books.atRisk">> = {
  many_not_compared: "books.waiting",
  fraud_warning: "books.atRisk",
};
const withoutTheirs = new Set<OpenDifference["kind"]>(["not_compared", "many_not_compared", "fraud_warning"]);

/** What is wrong, what it means, and where to put it right. */
export async function DifferencesList({ rows, locale }: { rows: readonly OpenDifference[]; locale: Locale }) {
  const t = await getTranslations("payments");
  const written = ({ currency }: OpenDifference, amount: number) =>
    currency ? formatMoney({ amount, currency }, locale) : formatNumber(amount, locale);
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.differenceId} className="grid gap-3 py-5 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <h3 className="font-semibold">{t(`books.kinds.${row.kind}`)}</h3>
            <p className="text-sm text-soft">{t("books.since", { moment: formatDateTime(row.firstSeenAt, locale) })}</p>
          </div>
          <p className="max-w-prose text-sm text-soft">{t(`books.advice.${row.kind}`)}</p>
          <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm tabular-nums">
            <div>
              <dt className="text-xs font-semibold text-soft">{t(oursAre[row.kind] ?? "books.ours")}</dt>
              <dd>{written(row, row.ours)}</dd>
            </div>
            {withoutTheirs.has(row.kind) ? null : (
              <div>
                <dt className="text-xs font-semibold text-soft">
                  {t(row.kind === "stock_differs" ? "books.ledger" : "books.theirs")}
                </dt>
                <dd>{written(row, row.theirs)}</dd>
              </div>
            )}
          </dl>
          <div className="flex flex-wrap gap-x-6 text-sm">
            {row.order && row.orderNumber ? (
              <a
                href={`/${locale}/orders/${orderToken(row.order, env().AUTH_SECRET)}`}
                className="link inline-block py-2.5"
              >
                {t("books.order", { number: row.orderNumber })}
              </a>
            ) : null}
            {row.kind === "stock_differs" ? (
              <a href={`/${locale}/admin/products/${shortId(row.subject)}`} className="link inline-block py-2.5">
                {t("books.product")}
              </a>
            ) : null}
            {row.kind === "refund_overdue" ? (
              <a href={`/${locale}/admin/jobs`} className="link inline-block py-2.5">
                {t("books.jobs")}
              </a>
            ) : null}
            {row.subject.startsWith("pi_") ? (
              <a href={providerPage(row.subject)} className="link inline-block py-2.5">
                {t("books.atStripe", { payment: row.subject })}
              </a>
            ) : null}
          </div>
          <DifferenceForms row={row} locale={locale} />
        </li>
      ))}
    </ul>
  );
}
