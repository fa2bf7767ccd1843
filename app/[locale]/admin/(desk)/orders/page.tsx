import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { FilterChips } from "@/components/admin/filter-chips";
import { OrdersTable } from "@/components/admin/orders-table";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { fulfilmentStatuses, fulfilmentStatusSchema } from "@/lib/fulfilment/fulfilment";
import { listFulfilments } from "@/lib/fulfilment/list-fulfilments";
import { readCursor, writeCursor } from "@/lib/http/cursor";
import { pageMarket } from "../../../page-market";
import { placeInList, searchedFor } from "../list-query";

export const instant = false;

const querySchema = z.object({
  status: fulfilmentStatusSchema.optional().catch(undefined),
  q: searchedFor,
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("orders.title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/orders");
  const { status, q, after } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin");
  const cursor = readCursor(after);
  const { rows, next } = await listFulfilments(
    db(),
    staff.merchantId,
    { status, text: q },
    { after: cursor, pageSize: 30 },
  );
  const path = `/${locale}/admin/orders`;
  const query = { status, q };
  return (
    <>
      <PageHead title={t("orders.title")}>
        <SearchForm path={path} value={q} keep={{ status }} label={t("orders.search")} submitLabel={t("search")} />
      </PageHead>
      <FilterChips
        label={t("orders.status")}
        path={path}
        name="status"
        value={status}
        query={query}
        all={t("all")}
        choices={fulfilmentStatuses.map((value) => ({ value, label: t(`fulfilment.${value}`) }))}
      />
      <ListPanel>
        {rows.length > 0 ? (
          <OrdersTable rows={rows} locale={locale} caption={t("orders.title")} />
        ) : (
          <Empty title={q || status ? t("orders.noMatch") : t("orders.none")}>
            {q || status ? t("orders.noMatchText") : t("orders.noneText")}
          </Empty>
        )}
      </ListPanel>
      <Pager path={path} query={query} first={cursor !== null} next={next ? writeCursor(next) : null} />
    </>
  );
}
