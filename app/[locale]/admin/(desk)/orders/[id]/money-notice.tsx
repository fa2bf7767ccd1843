import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import type { StaffSession } from "@/lib/auth/read-staff";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import type { Locale } from "@/lib/i18n/markets";
import { whoseShare } from "@/lib/orders/own-share";
import { readAlerts } from "@/lib/orders/read-alerts";
import { fraudTypeSchema } from "@/lib/payments/bank-reasons";

const text = "max-w-prose text-sm text-soft";

interface NoticeProps {
  order: FulfilmentDetail;
  staff: StaffSession;
  locale: Locale;
}

/** What is wrong with the order's money, before anything more of it is sent. */
export async function MoneyNotice({ order, staff, locale }: NoticeProps) {
  const whose = whoseShare(staff);
  const [t, alerts] = await Promise.all([getTranslations("payments"), readAlerts(db(), whose, order)]);
  const { lost, failedRefunds, warnings } = alerts;
  const money = (amount: number) => formatMoney({ amount, currency: order.currency }, locale);
  // Who runs the shop can mend it there.
  const toBooks = staff.operator ? (
    <Link href={`/${locale}/admin/books`} prefetch={false} className="text-link mt-3 inline-block text-sm">
      {t("alerts.toBooks")}
    </Link>
  ) : null;
  return (
    <>
      {lost > 0 ? (
        <Panel title={t("alerts.lost", { amount: money(lost) })}>
          <p className={text}>{t("alerts.lostText")}</p>
          {toBooks}
        </Panel>
      ) : null}
      {failedRefunds.map(({ refundId, amount }) => (
        <Panel
          key={refundId}
          title={amount === null ? t("alerts.refundOfAllFailed") : t("alerts.refundFailed", { amount: money(amount) })}
        >
          <p className={text}>{t("alerts.refundFailedText")}</p>
          {toBooks}
        </Panel>
      ))}
      {warnings.map(({ warningId, fraudType }) => (
        <Panel key={warningId} title={t("alerts.warned")}>
          <p className="text-sm">{t(`alerts.types.${fraudTypeSchema.parse(fraudType)}`)}</p>
          <p className={`mt-2 ${text}`}>{t("alerts.warnedText")}</p>
          {toBooks}
        </Panel>
      ))}
    </>
  );
}
