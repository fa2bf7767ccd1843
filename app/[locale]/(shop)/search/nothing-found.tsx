import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { listHref } from "@/components/catalog/list-links";
import { Departments } from "@/components/home/departments";
import { ProductRow } from "@/components/home/product-row";
import { SearchedText } from "@/components/search/searched-text";
import { getCategoryTree } from "@/lib/catalog/queries";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { listBestSellers } from "@/lib/search/queries";
import type { ListState } from "@/lib/search/url";
import { PopularQueries } from "./popular-queries";

/** Nothing answers the words, not even mended: what to try, and something to buy all the same. */
export async function NothingFound({ locale, state }: { locale: Locale; state: ListState }) {
  const { text, asTyped } = state;
  const [t, tree, best] = await Promise.all([
    getTranslations("search.none"),
    getCategoryTree(requireMarket(locale).language),
    listBestSellers(locale, 8),
  ]);
  return (
    <>
      <SearchedText text={text} />
      <div className="wrap pt-6 lg:pt-10">
        <h1 className="display text-display-34 [overflow-wrap:anywhere] md:text-display-46">
          {t(asTyped ? "headingExact" : "heading", { query: text })}
        </h1>
        {asTyped ? (
          <Link className="button-ink mt-6" href={listHref(`/${locale}/search`, locale, { text })} prefetch={false}>
            {t("loosen")}
          </Link>
        ) : null}
        <p className="mt-5 text-soft">{t("hint")}</p>
        <ul className="mt-2 ms-5 list-disc text-soft">
          <li>{t("spelling")}</li>
          <li>{t("fewer")}</li>
          <li>{t("browse")}</li>
        </ul>
        <PopularQueries locale={locale} title={t("also")} />
      </div>
      <Departments categories={tree} locale={locale} title={t("departments")} />
      <ProductRow arrives={undefined} id="best" locale={locale} products={best} title={t("bestSellers")} />
    </>
  );
}
