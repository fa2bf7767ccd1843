import { getTranslations } from "next-intl/server";
import { disputeStatusSchema, disputeTones } from "@/components/admin/dispute-tones";
import { Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/ui/status-chip";
import type { StaffSession } from "@/lib/auth/read-staff";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { isUndecided } from "@/lib/orders/dispute";
import { costsOf, ownShare, whoseShare } from "@/lib/orders/own-share";
import { readOpenDisputes } from "@/lib/orders/read-open-disputes";
import { readOrder } from "@/lib/orders/read-order";
import { isOwnIn, sumWithheld } from "@/lib/orders/withheld";
import { disputeReasonSchema } from "@/lib/payments/bank-reasons";

interface NoticeProps {
  order: FulfilmentDetail;
  staff: StaffSession;
  locale: Locale;
}

/** What a bank questions of the order's payment, before anything more of it is sent. */
export async function DisputeNotice({ order, staff, locale }: NoticeProps) {
  const [t, disputes] = await Promise.all([getTranslations("payments"), readOpenDisputes(db(), order)]);
  if (disputes.length === 0) return null;
  const whole = await readOrder(db(), order);
  const whose = whoseShare(staff);
  const isOwn = isOwnIn(whole?.lines ?? [], whose);
  const withheld = whole ? sumWithheld(whole, isOwn) : 0;
  const keeping = disputes.find(({ status }) => isUndecided(status));
  return disputes.map(({ disputeId, reason, amount, currency, dueBy, ...dispute }) => {
    const status = disputeStatusSchema.parse(dispute.status);
    const isDue = dueBy !== null && disputeTones[status] === "waiting";
    const isInquiry = status.startsWith("warning_");
    const share = whole ? ownShare(amount, costsOf(whole), whose) : 0;
    return (
      <Panel
        key={disputeId}
        title={t("disputes.ofOrder", { amount: formatMoney({ amount: share, currency }, locale) })}
        aside={
          <span className="text-ink">
            <StatusChip tone={disputeTones[status]}>{t(`disputes.statuses.${status}`)}</StatusChip>
          </span>
        }
      >
        <p className="text-sm">
          {[
            t(`disputes.reasons.${disputeReasonSchema.parse(reason)}`),
            ...(isDue ? [t("disputes.answerBy", { day: formatDate(dueBy, locale) })] : []),
          ].join(" · ")}
        </p>
        <p className="mt-2 max-w-prose text-sm text-soft">
          {t(isInquiry ? "disputes.ofOrderInquiry" : "disputes.ofOrderText")}
        </p>
        {withheld > 0 && disputeId === keeping?.disputeId ? (
          <p className="mt-2 max-w-prose text-sm font-semibold">
            {t("disputes.withheld", { amount: formatMoney({ amount: withheld, currency: order.currency }, locale) })}
          </p>
        ) : null}
      </Panel>
    );
  });
}
