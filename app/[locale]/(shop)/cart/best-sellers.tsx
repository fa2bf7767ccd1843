import { getTranslations } from "next-intl/server";
import { ProductCard } from "@/components/catalog/product-card";
import { getHome } from "@/lib/catalog/queries";
import type { Locale } from "@/lib/i18n/markets";

/** Something to take home, for a cart that is empty. */
export async function BestSellers({ locale }: { locale: Locale }) {
  const [t, { featured }] = await Promise.all([getTranslations("cart"), getHome(locale)]);
  if (featured.length === 0) return null;
  return (
    <section aria-labelledby="best-sellers" className="section">
      <h2 id="best-sellers" className="display text-display-28">
        {t("bestSellers")}
      </h2>
      <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-5 lg:grid-cols-4">
        {featured.slice(0, 4).map((product) => (
          <li key={product.productId}>
            <ProductCard product={product} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  );
}
