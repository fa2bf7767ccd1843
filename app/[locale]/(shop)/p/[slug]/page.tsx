import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BuyBox } from "@/components/catalog/buy-box";
import { buyBarId } from "@/components/catalog/buy-form-id";
import { buyLabels, galleryLabels, variantNames, watchLabels } from "@/components/catalog/buy-labels";
import { DeliveryPanel } from "@/components/catalog/delivery-panel";
import { Gallery } from "@/components/catalog/gallery";
import { galleryPictures } from "@/components/catalog/gallery-pictures";
import { NoPicture } from "@/components/catalog/no-picture";
import { ProductChoice } from "@/components/catalog/product-choice";
import { ProductGrid } from "@/components/catalog/product-grid";
import { ProductStory } from "@/components/catalog/product-story";
import { RecentlyViewed } from "@/components/catalog/recently-viewed";
import { shownVariants } from "@/components/catalog/shown-variants";
import { TogetherList } from "@/components/catalog/together-list";
import { WatchForm } from "@/components/catalog/watch-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { startVariant } from "@/lib/catalog/choose-variant";
import { findTrail } from "@/lib/catalog/find-trail";
import { productPath } from "@/lib/catalog/product";
import { getBesideProduct, getCategoryTree } from "@/lib/catalog/queries";
import { getStockSnapshot } from "@/lib/catalog/queries-stock";
import { shortId } from "@/lib/core/ids";
import { absoluteUrl, alternates, localePath } from "@/lib/i18n/alternates";
import { formatDay } from "@/lib/i18n/format";
import { languageCodes } from "@/lib/i18n/markets";
import { pictureUrl } from "@/lib/media/picture-url";
import { getDeliveryQuotes } from "@/lib/shipping/queries";
import { NotThere, notThereMetadata } from "../../not-there";
import { addFromForm } from "./add-from-form";
import { askForNews } from "./ask-for-news";
import { findProduct } from "./find-product";
import { StructuredData } from "./structured-data";

export const ensureStatic = "navigation";
// A page of the cache comes whole and at once: a shell of it before would only be a flicker.
export const instant = false;

interface ProductPageProps {
  params: Promise<{ locale: string; slug: string }>;
}

/** One placeholder, so that a build needs no database; it is no product and ends as a 404. */
export function generateStaticParams() {
  return [{ slug: "build" }];
}

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const found = await findProduct(params);
  if (!found) return notThereMetadata();
  const { market, product } = found;
  const short = shortId(product.productId);
  const paths = Object.fromEntries(
    languageCodes.map((language) => [language, productPath(product.slugs[language] ?? product.slug, short)]),
  );
  const picture = product.pictures[0];
  return {
    title: product.title,
    description: product.headline || product.title,
    alternates: alternates(market.locale, paths),
    openGraph: picture
      ? {
          title: product.title,
          description: product.headline,
          images: [{ url: pictureUrl(picture.key), alt: picture.alt }],
        }
      : undefined,
  };
}

export default async function ProductPage({ params }: ProductPageProps) {
  const found = await findProduct(params);
  if (!found) return <NotThere />;
  const { market, product, path } = found;
  const { locale } = market;
  const [t, list, common, tree, { together, similar }, quotes, stock] = await Promise.all([
    getTranslations("product"),
    getTranslations("list"),
    getTranslations("common"),
    getCategoryTree(market.language),
    getBesideProduct(product.productId, locale),
    getDeliveryQuotes(locale),
    getStockSnapshot(product.productId, locale),
  ]);
  const free = new Map(Object.entries(stock.free));
  const start = startVariant(product.variants, free);
  const href = localePath(locale, path);
  const trail = [
    { name: common("home"), href: `/${locale}` },
    ...findTrail(tree, product.categoryId).map(({ name, path: below }) => ({
      name,
      href: localePath(locale, `/c/${below}`),
    })),
  ];
  const standard = quotes.find(({ method }) => method === "standard");
  return (
    <div className="wrap">
      <StructuredData
        market={market}
        product={product}
        quotes={quotes}
        stock={stock}
        trail={trail}
        url={absoluteUrl(href)}
      />
      <div className="py-2 lg:py-4">
        <Breadcrumbs crumbs={trail} label={common("breadcrumbs")} />
      </div>
      <ProductChoice
        locale={locale}
        order={product.options.map(({ key }) => key)}
        productId={product.productId}
        savingTemplate={t("save", { amount: "{amount}" })}
        startId={start?.variantId ?? ""}
        variants={await shownVariants(product, stock, locale)}
      >
        <div className="lg:grid lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] lg:gap-14">
          <div className="lg:sticky lg:top-[calc(var(--header-covers)+1rem)] lg:self-start">
            {product.pictures.length > 0 ? (
              <Gallery hue={product.hue} labels={await galleryLabels()} pictures={galleryPictures(product)} />
            ) : (
              <div className="relative aspect-[2/1] lg:aspect-square">
                <NoPicture hue={product.hue} />
              </div>
            )}
          </div>
          <div className="mt-2 lg:mt-1">
            <p className="text-sm font-semibold text-soft">{product.brand || product.merchantName}</p>
            <h1 className="display mt-2 text-display-34 [overflow-wrap:anywhere]">{product.title}</h1>
            <BuyBox
              addFromForm={addFromForm}
              labels={await buyLabels()}
              locale={locale}
              names={variantNames(product)}
              options={product.options}
              productId={product.productId}
              taxNote={market.taxIncluded ? t("taxIncluded", { region: market.region }) : t("taxExcluded")}
              title={product.title}
            />
            <WatchForm action={askForNews} labels={await watchLabels()} locale={locale} productId={product.productId} />
            <DeliveryPanel
              locale={locale}
              merchantName={product.merchantName}
              returnDays={product.returnDays}
              quotes={quotes}
            />
          </div>
        </div>
        <ProductStory product={product} sku={start?.sku ?? ""} />
        <TogetherList add={addFromForm} locale={locale} products={together} title={t("together")} />
        {similar.length > 0 ? (
          <section aria-label={t("similar")} className="section">
            <h2 className="display mb-6 text-display-28">{t("similar")}</h2>
            <ProductGrid
              arrives={standard && formatDay(standard.to, locale)}
              columns={4}
              locale={locale}
              products={similar}
            />
          </section>
        ) : null}
        <RecentlyViewed
          currentId={product.productId}
          labels={{ title: list("recent"), forget: list("forget") }}
          locale={locale}
        />
        <div className="bottom-bar -mx-[var(--gutter)] mt-10" id={buyBarId(product.productId)} />
      </ProductChoice>
    </div>
  );
}
