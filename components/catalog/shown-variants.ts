import { getTranslations } from "next-intl/server";
import type { ProductDetail } from "@/lib/catalog/product";
import type { StockSnapshot } from "@/lib/catalog/queries-stock";
import { saving } from "@/lib/catalog/saving";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import type { ShownVariant } from "./product-choice";

/** The variants with everything written the market's way, ready for the browser. */
export async function shownVariants(
  product: ProductDetail,
  stock: Omit<StockSnapshot, "day">,
  locale: Locale,
): Promise<ShownVariant[]> {
  const t = await getTranslations("product");
  return product.variants.map(({ variantId, options, price, compareAt }) => {
    const saved = saving(price, compareAt);
    return {
      variantId,
      hash: shortId(variantId),
      options,
      price: formatMoney(price, locale),
      compareAt: saved && compareAt ? formatMoney(compareAt, locale) : null,
      saving: saved && t("save", { amount: formatMoney(saved.amount, locale) }),
      free: stock.free[variantId] ?? null,
      shipsFrom: stock.shipsFrom[variantId] ?? null,
      perCustomerMax: stock.perCustomerMax[variantId] ?? null,
      delivery: [],
    };
  });
}
