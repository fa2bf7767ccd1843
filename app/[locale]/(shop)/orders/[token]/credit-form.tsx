import { getTranslations } from "next-intl/server";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { newId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { formatList } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { isOnlyAddress } from "@/lib/orders/is-only-address";
import type { OrderView } from "@/lib/orders/read-order";
import { listStoreCredit } from "@/lib/payments/list-store-credit";
import { sendCredit } from "./actions";

/** Store credit leaves the browser it is bound to as a gift card. The form stays to say what came of it. */
export async function CreditForm({ order, token, locale }: { order: OrderView; token: string; locale: Locale }) {
  const [t, credits] = await Promise.all([getTranslations("returns"), listStoreCredit(db(), order.customerId)]);
  const isTheirs = credits.length > 0 && (await isOnlyAddress(db(), order));
  const amounts = credits.map((credit) => formatMoney(credit, locale));
  return (
    <ActionForm action={sendCredit.bind(null, locale, token)} className="contents">
      {isTheirs ? (
        <section aria-labelledby="store-credit" className="print:hidden">
          <h2 id="store-credit" className="text-lg font-bold">
            {t("mailCredit.title")}
          </h2>
          <p className="mt-3 max-w-[60ch] text-soft">{t("mailCredit.text", { amount: formatList(amounts, locale) })}</p>
          <input type="hidden" name="sendingId" value={newId()} />
          <div className="mt-4 grid justify-items-start gap-3">
            <FormSubmit className="button-outline wrap-anywhere">
              {t("mailCredit.submit", { email: order.email })}
            </FormSubmit>
            <FormMessage />
          </div>
        </section>
      ) : (
        <FormMessage />
      )}
    </ActionForm>
  );
}
