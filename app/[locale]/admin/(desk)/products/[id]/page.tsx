import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { PageHead } from "@/components/admin/page-head";
import { productTones } from "@/components/admin/product-tones";
import { StatusChip } from "@/components/ui/status-chip";
import { auth, requireStaff } from "@/lib/auth/auth";
import { pickTexts } from "@/lib/catalog/pick-texts";
import { productPath } from "@/lib/catalog/product";
import { shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { currencyCodes } from "@/lib/i18n/markets";
import { readLocations } from "@/lib/inventory/read-locations";
import { readUnsent } from "@/lib/inventory/read-unsent";
import { readOwnDrop } from "@/lib/inventory/waiting-room/read-own-drop";
import { pageMarket } from "../../../../page-market";
import { DropPanel } from "./drop-panel";
import { findOwnProduct } from "./find-own-product";
import { PricesForm } from "./prices-form";
import { PublishForm } from "./publish-form";
import { StockForm } from "./stock-form";
import { TitlesForm } from "./titles-form";

export const instant = false;

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ currency?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { language } = await pageMarket();
  const [t, staff, { id }] = await Promise.all([getTranslations("admin"), auth(), params]);
  const product = staff && (await findOwnProduct(staff.merchantId, id, language));
  return { title: (product && pickTexts(product.translations, language)?.title) ?? t("product.one") };
}

export default async function ProductEditorPage({ params, searchParams }: PageProps) {
  const market = await pageMarket();
  const { locale, language } = market;
  const { id } = await params;
  const staff = await requireStaff(locale, `/admin/products/${id}`);
  const product = await findOwnProduct(staff.merchantId, id, language);
  if (!product) notFound();
  const [t, { currency: wanted }, locations, unsent, drop] = await Promise.all([
    getTranslations("admin"),
    searchParams,
    readLocations(db(), staff.merchantId),
    readUnsent(db(), { merchantId: staff.merchantId, productId: product.productId }),
    readOwnDrop(db(), { merchantId: staff.merchantId, productId: product.productId }, new Date()),
  ]);
  const currency = currencyCodes.find((code) => code === wanted) ?? market.currency;
  const texts = pickTexts(product.translations, language);
  return (
    <>
      <PageHead
        title={texts?.title ?? product.handle}
        back={{ href: `/${locale}/admin/products`, title: t("products.title") }}
      >
        <div className="flex items-center gap-4">
          <StatusChip tone={productTones[product.status]}>{t(`productStatus.${product.status}`)}</StatusChip>
          {product.status === "active" && texts ? (
            <a href={`/${locale}${productPath(texts.slug, shortId(product.productId))}`} className="text-link text-sm">
              {t("product.view")}
            </a>
          ) : null}
        </div>
      </PageHead>
      <Columns>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
          <TitlesForm product={product} locale={locale} />
          <PricesForm product={product} locale={locale} currency={currency} currencies={currencyCodes} />
          <StockForm product={product} locations={locations} unsent={unsent} locale={locale} />
          <DropPanel productId={product.productId} drop={drop} market={market} />
        </div>
        <PublishForm product={product} locale={locale} />
      </Columns>
    </>
  );
}
