import type { Metadata } from "next";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { NewForYou } from "@/components/catalog/new-for-you";
import { chooseTiles } from "@/components/home/choose-tiles";
import { DepartmentTile } from "@/components/home/department-tile";
import { Departments } from "@/components/home/departments";
import { Hero } from "@/components/home/hero";
import { MakerStage } from "@/components/home/maker-stage";
import { ProductRow } from "@/components/home/product-row";
import { everywhere } from "@/lib/catalog/discovery/rank-trending";
import { getCategoryTree, getHome, getTrending } from "@/lib/catalog/queries";
import { alternates } from "@/lib/i18n/alternates";
import { formatDay } from "@/lib/i18n/format";
import { getMarket } from "@/lib/i18n/markets";
import { getMakerOfTheMonth } from "@/lib/merchants/queries";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { pageMarket } from "../page-market";

export const ensureStatic = "navigation";

/** Two rows of four. */
const rowMax = 8;
const trendingMax = 4;

export async function generateMetadata(): Promise<Metadata> {
  const market = getMarket((await localeParameter()) ?? "");
  return market ? { alternates: alternates(market.locale, "/") } : {};
}

export default async function HomePage() {
  const market = await pageMarket();
  const { locale, language } = market;
  const [t, list, home, trending, tree, maker, quotes] = await Promise.all([
    getTranslations("home"),
    getTranslations("list"),
    getHome(locale),
    getTrending(everywhere, locale, 2 * rowMax),
    getCategoryTree(language),
    getMakerOfTheMonth(language),
    getDeliveryQuotes(locale),
  ]);
  const standard = quotes.find((quote) => quote.method === "standard");
  const arrives = standard ? formatDay(standard.to, locale) : undefined;
  const shown = new Set([...home.featured, ...home.fresh.slice(0, rowMax)].map(({ productId }) => productId));
  const row = { locale, arrives };
  const tiles = chooseTiles(tree, { tileMusic: t("tileMusic"), tileTea: t("tileTea") });
  return (
    <>
      <div className={`wrap grid gap-5 pt-6 lg:pt-7 ${tiles.length > 0 ? "lg:grid-cols-[1.75fr_1fr]" : ""}`}>
        <Hero locale={locale} product={home.featured.find((product) => product.picture)} />
        <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-1">
          {tiles.map((tile) => (
            <DepartmentTile key={tile.category.categoryId} locale={locale} {...tile} />
          ))}
        </div>
      </div>
      <Departments locale={locale} categories={tree} title={t("departments")} />
      <ProductRow
        {...row}
        id="loved"
        title={t("loved")}
        products={home.featured}
        more={{ name: t("lovedAll"), href: `/${locale}/search?sort=best-selling` }}
      />
      <ProductRow
        {...row}
        id="trending"
        title={t("trending")}
        products={trending.filter(({ productId }) => !shown.has(productId)).slice(0, trendingMax)}
      />
      {maker ? <MakerStage locale={locale} maker={maker} /> : null}
      <ProductRow
        {...row}
        id="new"
        title={t("fresh")}
        products={home.fresh.slice(0, rowMax)}
        more={{ name: t("freshAll"), href: `/${locale}/search?sort=newest` }}
      />
      <ProductRow {...row} id="offers" title={t("offers")} products={home.offers.slice(0, rowMax)} />
      <div className="wrap">
        <NewForYou locale={locale} title={list("newForYou")} />
      </div>
    </>
  );
}
