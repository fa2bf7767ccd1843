import { getTranslations } from "next-intl/server";
import { formatMoney, type Money } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";

/** How far it is to free delivery, in words; the bar says the same to the eye. */
export async function FreeDelivery({
  subtotal,
  freeFrom,
  locale,
}: {
  subtotal: Money;
  freeFrom: Money;
  locale: Locale;
}) {
  const t = await getTranslations("cart");
  const left = freeFrom.amount - subtotal.amount;
  const share = Math.min(1, subtotal.amount / freeFrom.amount);
  return (
    <div className="mt-4">
      <p className={`text-sm ${left > 0 ? "text-soft" : "font-semibold text-good"}`}>
        {left > 0
          ? t("freeFrom", { amount: formatMoney({ amount: left, currency: freeFrom.currency }, locale) })
          : t("freeReached")}
      </p>
      <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-line">
        <div className="h-full rounded-full bg-good" style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
    </div>
  );
}
