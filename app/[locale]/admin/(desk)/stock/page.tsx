import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { FilterChips } from "@/components/admin/filter-chips";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { listStock, readStockCursor, stockFilterSchema, writeStockCursor } from "@/lib/inventory/list-stock";
import { pageMarket } from "../../../page-market";
import { placeInList, searchedFor } from "../list-query";
import { StockTable } from "./stock-table";

export const instant = false;

const querySchema = z.object({
  show: stockFilterSchema.optional().catch(undefined),
  q: searchedFor,
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("stock");
  return { title: t("title") };
}

export default async function StockPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale, language } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/stock");
  const { show, q, after } = querySchema.parse(await searchParams);
  const [t, admin] = await Promise.all([getTranslations("stock"), getTranslations("admin")]);
  const cursor = readStockCursor(after);
  const { rows, next } = await listStock(
    db(),
    staff.merchantId,
    { filter: show, text: q },
    { language, after: cursor, pageSize: 40 },
  );
  const path = `/${locale}/admin/stock`;
  const query = { show, q };
  const filtered = Boolean(q || show);
  return (
    <>
      <PageHead title={t("title")}>
        <SearchForm path={path} value={q} keep={{ show }} label={t("search")} submitLabel={admin("search")} />
      </PageHead>
      <FilterChips
        label={t("show")}
        path={path}
        name="show"
        value={show}
        query={query}
        all={t("filter.all")}
        choices={stockFilterSchema.options.map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
      <ListPanel>
        {rows.length > 0 ? (
          <StockTable rows={rows} locale={locale} />
        ) : next ? (
          <Empty title={t("noneYet")}>{t("noneYetText")}</Empty>
        ) : (
          <Empty title={filtered ? t("noMatch") : t("none")}>{filtered ? t("noMatchText") : t("noneText")}</Empty>
        )}
      </ListPanel>
      <Pager path={path} query={query} first={cursor !== null} next={next ? writeStockCursor(next) : null} />
    </>
  );
}
