import { getTranslations } from "next-intl/server";
import { ProductGrid } from "@/components/catalog/product-grid";
import { Departments } from "@/components/home/departments";
import { getCategoryTree } from "@/lib/catalog/queries";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { listBestSellers } from "@/lib/search/queries";

/** Nothing answers the words, not even mended: what to try, and something to buy all the same. */
export async function NothingFound({ locale, text }: { locale: Locale; text: string }) {
  const [t, tStart, tree, best] = await Promise.all([
    getTranslations("search.none"),
    getTranslations("search.start"),
    getCategoryTree(requireMarket(locale).language),
    listBestSellers(locale, 8),
  ]);
  return (
    <>
      <div className="wrap pt-6 lg:pt-10">
        <h1 className="display text-display-34 [overflow-wrap:anywhere] md:text-display-46">
          {t("heading", { query: text })}
        </h1>
        <p className="mt-5 text-soft">{t("hint")}</p>
        <ul className="mt-2 ms-5 list-disc text-soft">
          <li>{t("spelling")}</li>
          <li>{t("fewer")}</li>
          <li>{t("browse")}</li>
        </ul>
      </div>
      <Departments categories={tree} locale={locale} title={tStart("departments")} />
      <section aria-labelledby="best" className="wrap section">
        <h2 className="display text-display-28" id="best">
          {t("bestSellers")}
        </h2>
        <div className="mt-6">
          <ProductGrid columns={4} locale={locale} products={best} />
        </div>
      </section>
    </>
  );
}
