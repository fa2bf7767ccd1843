import { getTranslations } from "next-intl/server";
import { StatusChip } from "@/components/ui/status-chip";
import { formatMoney } from "@/lib/core/money";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { DisputeRow } from "@/lib/orders/list-disputes";
import { disputeReasonSchema } from "@/lib/payments/bank-reasons";
import { disputeStatusSchema, disputeTones } from "./dispute-tones";
import { Table } from "./table";

interface DisputesTableProps {
  rows: readonly DisputeRow[];
  locale: Locale;
  /** Where the dispute is answered, for whoever may; others are led to the order. */
  pageOf?: ((paymentIntentId: string) => string) | undefined;
}

/** Payments that a buyer's bank questions, with the day by which the shop has to answer. */
export async function DisputesTable({ rows, locale, pageOf }: DisputesTableProps) {
  const t = await getTranslations("payments");
  const hrefOf = ({ paymentIntentId, orderNumber }: DisputeRow) =>
    pageOf && paymentIntentId ? pageOf(paymentIntentId) : `/${locale}/admin/orders?q=${orderNumber}`;
  const head = (
    <>
      <th scope="col">{t("disputes.order")}</th>
      <th scope="col" className="@max-2xl:hidden">
        {t("disputes.reason")}
      </th>
      <th scope="col" className="figure @max-xl:hidden">
        {t("disputes.amount")}
      </th>
      <th scope="col" className="@max-xl:hidden">
        {t("disputes.dueBy")}
      </th>
      <th scope="col">{t("disputes.status")}</th>
    </>
  );
  return (
    <Table caption={t("disputes.title")} head={head}>
      {rows.map((row) => {
        const status = disputeStatusSchema.parse(row.status);
        const reason = t(`disputes.reasons.${disputeReasonSchema.parse(row.reason)}`);
        const amount = formatMoney({ amount: row.amount, currency: row.currency }, locale);
        const { withheld } = row;
        const kept = withheld?.amount ? t("disputes.kept", { amount: formatMoney(withheld, locale) }) : null;
        const due = row.dueBy && disputeTones[status] === "waiting" ? formatDate(row.dueBy, locale) : null;
        return (
          <tr key={row.disputeId}>
            <td>
              <a href={hrefOf(row)} className="quiet-link inline-block py-1 font-semibold whitespace-nowrap">
                {row.orderNumber}
              </a>
              <span className="block text-xs @xl:hidden">{[amount, ...(kept ? [kept] : [])].join(" · ")}</span>
              <span className="block text-xs text-soft @2xl:hidden">{reason}</span>
              {due ? (
                <span className="block text-xs text-soft @xl:hidden">{t("disputes.answerBy", { day: due })}</span>
              ) : null}
            </td>
            <td className="@max-2xl:hidden">{reason}</td>
            <td className="figure @max-xl:hidden">
              {amount}
              {kept ? <span className="block text-xs text-soft">{kept}</span> : null}
            </td>
            <td className="@max-xl:hidden">{due ?? "–"}</td>
            <td>
              <StatusChip tone={disputeTones[status]}>{t(`disputes.statuses.${status}`)}</StatusChip>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
