import { getTranslations } from "next-intl/server";
import type { ProductCard } from "@/lib/catalog/product";
import { saving } from "@/lib/catalog/saving";
import { formatMoney } from "@/lib/core/money";
import { formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

/** Price, was-price and saving of a card, on one line that may wrap. */
export async function CardPrice({ product, locale }: { product: ProductCard; locale: Locale }) {
  const t = await getTranslations("list.card");
  const price = formatMoney(product.price, locale);
  const saved = saving(product.price, product.compareAt);
  return (
    <p className="mt-1.5 flex flex-wrap items-baseline gap-x-2 tabular-nums">
      <span className="text-base font-semibold">{product.priceVaries ? t("priceFrom", { price }) : price}</span>
      {saved && product.compareAt ? (
        <>
          <s className="text-sm text-faint">
            <span className="sr-only">{t("was", { price: formatMoney(product.compareAt, locale) })}</span>
            <span aria-hidden>{formatMoney(product.compareAt, locale)}</span>
          </s>
          {saved.percent > 0 ? (
            <span className="text-sm font-semibold text-accent">{formatPercent(-saved.percent / 100, locale)}</span>
          ) : null}
        </>
      ) : null}
    </p>
  );
}
