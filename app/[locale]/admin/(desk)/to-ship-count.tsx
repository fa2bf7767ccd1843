import { getTranslations } from "next-intl/server";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

/** How many parcels wait to be sent, while any does. */
export async function ToShipCount({ count, locale }: { count: number; locale: Locale }) {
  if (count === 0) return null;
  const t = await getTranslations("admin");
  return (
    <span className="text-xs tabular-nums opacity-80">
      <span aria-hidden>{formatNumber(count, locale)}</span>
      <span className="sr-only">{t("toShipCount", { count })}</span>
    </span>
  );
}
