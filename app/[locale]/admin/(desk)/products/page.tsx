import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { FilterChips } from "@/components/admin/filter-chips";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/http/cursor";
import { listOwnProducts, productStatusSchema } from "@/lib/merchants/list-own-products";
import { pageMarket } from "../../../page-market";
import { placeInList, searchedFor } from "../list-query";
import { ProductsTable } from "./products-table";

export const instant = false;

const querySchema = z.object({
  status: productStatusSchema.optional().catch(undefined),
  stock: z.literal("low").optional().catch(undefined),
  q: searchedFor,
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("products.title") };
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const market = await pageMarket();
  const staff = await requireStaff(market.locale, "/admin/products");
  const { status, stock, q, after } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin");
  const cursor = readCursor(after);
  const { language, currency, locale } = market;
  const { rows, next } = await listOwnProducts(
    db(),
    staff.merchantId,
    { status, text: q, lowStock: stock === "low" },
    { language, currency, after: cursor, pageSize: 30 },
  );
  const path = `/${locale}/admin/products`;
  const query = { status, stock, q };
  const filtered = Boolean(q || status || stock);
  return (
    <>
      <PageHead title={t("products.title")}>
        <div className="flex flex-wrap items-center gap-3">
          <SearchForm
            path={path}
            value={q}
            keep={{ status, stock }}
            label={t("products.search")}
            submitLabel={t("search")}
          />
          <Link href={`${path}/import`} prefetch={false} className="button-outline min-h-11! px-4! text-sm!">
            {t("products.import")}
          </Link>
        </div>
      </PageHead>
      <div className="flex flex-wrap gap-x-6">
        <FilterChips
          label={t("products.status")}
          path={path}
          name="status"
          value={status}
          query={query}
          all={t("all")}
          choices={productStatusSchema.options.map((value) => ({ value, label: t(`productStatus.${value}`) }))}
        />
        <FilterChips
          label={t("products.stock")}
          path={path}
          name="stock"
          value={stock}
          query={query}
          all={t("products.anyStock")}
          choices={[{ value: "low", label: t("dashboard.lowStock") }]}
        />
      </div>
      <ListPanel>
        {rows.length > 0 ? (
          <ProductsTable rows={rows} locale={locale} caption={t("products.title")} />
        ) : (
          <Empty title={filtered ? t("products.noMatch") : t("products.none")}>
            {filtered ? t("products.noMatchText") : t("products.noneText")}
          </Empty>
        )}
      </ListPanel>
      <Pager path={path} query={query} first={cursor !== null} next={next ? writeCursor(next) : null} />
    </>
  );
}
