import { getTranslations } from "next-intl/server";
import { NewForYou } from "@/components/catalog/new-for-you";
import { RecentlyViewed } from "@/components/catalog/recently-viewed";
import { Departments } from "@/components/home/departments";
import { ProductRow } from "@/components/home/product-row";
import { SearchedText } from "@/components/search/searched-text";
import { getCategoryTree } from "@/lib/catalog/queries";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { listBestSellers } from "@/lib/search/queries";
import { PopularQueries } from "./popular-queries";

/** Nothing typed yet: ways to begin. */
export async function SearchStart({ locale }: { locale: Locale }) {
  const [t, list, tree, best] = await Promise.all([
    getTranslations("search"),
    getTranslations("list"),
    getCategoryTree(requireMarket(locale).language),
    listBestSellers(locale, 8),
  ]);
  return (
    <>
      <SearchedText text="" />
      <div className="wrap pt-6 lg:pt-10">
        <h1 className="display text-display-34 md:text-display-46">{t("start.heading")}</h1>
        <p className="mt-2.5 text-soft">{t("start.hint")}</p>
        <PopularQueries locale={locale} title={t("start.popular")} />
      </div>
      <Departments categories={tree} locale={locale} title={t("start.departments")} />
      <ProductRow arrives={undefined} id="best" locale={locale} products={best} title={t("start.bestSellers")} />
      <div className="wrap">
        <NewForYou locale={locale} title={list("newForYou")} />
        <RecentlyViewed labels={{ title: list("recent"), forget: list("forget") }} locale={locale} />
      </div>
    </>
  );
}
