import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { listStoreCredit } from "@/lib/payments/list-store-credit";
import { sendCredit } from "./credit-actions";

/** What the customer has as store credit, by currency, and how it reaches who can't spend it. */
export async function CreditForm({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const [t, credits] = await Promise.all([getTranslations("returns"), listStoreCredit(db(), order.customerId)]);
  const amounts = credits.map((credit) => formatMoney(credit, locale));
  return (
    <ActionForm action={sendCredit.bind(null, locale)} className="contents">
      {amounts.length === 0 ? (
        <FormMessage />
      ) : (
        <Panel title={t("mailCredit.desk.title")}>
          <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
          <input type="hidden" name="sendingId" value={newId()} />
          <p className="mb-4 text-sm wrap-anywhere text-soft">
            {t("mailCredit.desk.text", { amount: formatList(amounts, locale), email: order.email })}
          </p>
          <div className="grid gap-4">
            <FormField
              id="credit-reason"
              name="reason"
              label={t("mailCredit.desk.reason")}
              maxLength={200}
              autoComplete="off"
            />
            <FormMessage />
            <div>
              <FormSubmit className="button-outline">{t("mailCredit.desk.submit")}</FormSubmit>
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}
