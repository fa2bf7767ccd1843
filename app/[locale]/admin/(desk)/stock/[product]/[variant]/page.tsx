import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { PageHead } from "@/components/admin/page-head";
import { auth, requireStaff } from "@/lib/auth/auth";
import { pickTexts } from "@/lib/catalog/pick-texts";
import { fromShortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readCursor } from "@/lib/http/cursor";
import type { Language } from "@/lib/i18n/markets";
import { listLedger } from "@/lib/inventory/list-ledger";
import { readLocations } from "@/lib/inventory/read-locations";
import type { OwnProduct, OwnVariant } from "@/lib/merchants/read-own-product";
import { pageMarket } from "../../../../../page-market";
import { findOwnProduct } from "../../../products/[id]/find-own-product";
import { Ledger } from "./ledger";
import { LevelsPanel } from "./levels-panel";
import { RulesForm } from "./rules-form";
import { TransferForm } from "./transfer-form";

export const instant = false;

interface PageProps {
  params: Promise<{ product: string; variant: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { language } = await pageMarket();
  const [t, staff, place] = await Promise.all([getTranslations("stock"), auth(), params]);
  const product = staff && (await findOwnProduct(staff.merchantId, place.product, language));
  const variant = product && variantOf(product, place.variant);
  return { title: variant ? nameOf(product, variant, language) : t("title") };
}

/** One variant's stock: where it lies, how it is sold, and everything that happened to it. */
export default async function SkuPage({ params, searchParams }: PageProps) {
  const { locale, language } = await pageMarket();
  const { product: productPart, variant: variantPart } = await params;
  const staff = await requireStaff(locale, `/admin/stock/${productPart}/${variantPart}`);
  const product = await findOwnProduct(staff.merchantId, productPart, language);
  const variant = product && variantOf(product, variantPart);
  if (!product || !variant) notFound();
  const { after } = await searchParams;
  const cursor = readCursor(typeof after === "string" ? after : undefined);
  const key = { productId: product.productId, variantId: variant.variantId };
  const [t, locations, ledger] = await Promise.all([
    getTranslations("stock"),
    readLocations(db(), staff.merchantId),
    listLedger(db(), key, { after: cursor, pageSize: 40 }),
  ]);
  const path = `/${locale}/admin/stock/${productPart}/${variantPart}`;
  return (
    <>
      <PageHead title={nameOf(product, variant, language)} back={{ href: `/${locale}/admin/stock`, title: t("title") }}>
        <p className="text-sm text-soft">
          {t("sku")} <span className="font-semibold text-ink">{variant.sku}</span>
        </p>
      </PageHead>
      <Columns>
        <div className="grid min-w-0 gap-5">
          <LevelsPanel variant={variant} locations={locations} locale={locale} product={productPart} />
          <Ledger {...ledger} first={cursor !== null} path={path} locations={locations} locale={locale} />
        </div>
        <div className="grid min-w-0 gap-5">
          <RulesForm variant={variant} productId={product.productId} locale={locale} />
          {locations.filter(({ active }) => active).length > 1 ? (
            <TransferForm variant={variant} productId={product.productId} locations={locations} locale={locale} />
          ) : null}
        </div>
      </Columns>
    </>
  );
}

function variantOf({ variants }: OwnProduct, id: string): OwnVariant | undefined {
  const wanted = fromShortId(id);
  return variants.find(({ variantId }) => variantId === wanted);
}

const nameOf = (product: OwnProduct, { label }: OwnVariant, language: Language): string =>
  [pickTexts(product.translations, language)?.title ?? product.handle, label].filter(Boolean).join(" · ");
