import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DisputesList } from "@/components/admin/disputes-list";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, Panel } from "@/components/admin/panel";
import { KeptNote } from "@/components/ui/kept-note";
import { requireOperator } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readTextCursor, writeTextCursor } from "@/lib/http/text-cursor";
import { listDisputes } from "@/lib/orders/list-disputes";
import { listDifferences } from "@/lib/orders/reconcile/list-differences";
import { providerPage } from "@/lib/payments/provider-page";
import { pageMarket } from "../../../page-market";
import { placeInList } from "../list-query";
import { DifferencesList } from "./differences-list";
import { ShippingForm } from "./shipping-form";
import { UnpaidForm } from "./unpaid-form";

export const instant = false;

const querySchema = z.object({
  after: placeInList,
  disputes: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("payments");
  return { title: t("books.title") };
}

export default async function BooksPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  await requireOperator(locale, "/admin/books");
  const query = querySchema.parse(await searchParams);
  const t = await getTranslations("payments");
  const [after, afterDispute] = [readTextCursor(query.after), readTextCursor(query.disputes)];
  const [differences, disputes] = await Promise.all([
    listDifferences(db(), { after, pageSize: 20 }),
    listDisputes(db(), { after: afterDispute, pageSize: 20 }),
  ]);
  const path = `/${locale}/admin/books`;
  return (
    <>
      <PageHead title={t("books.title")} intro={t("books.text")} />
      <Panel title={t("books.differences")} className="mb-6">
        <KeptNote key={query.after ?? ""}>
          {differences.rows.length > 0 ? <DifferencesList rows={differences.rows} locale={locale} /> : null}
          {differences.strangers > 0 ? (
            <p className="max-w-prose text-sm text-soft">{t("books.strangers", { count: differences.strangers })}</p>
          ) : null}
          {differences.rows.length === 0 && differences.strangers === 0 ? (
            <Empty title={t("books.none")}>{t("books.noneText")}</Empty>
          ) : null}
        </KeptNote>
        <Pager
          path={path}
          query={{}}
          first={after !== null}
          next={differences.next ? writeTextCursor(differences.next) : null}
          label={t("books.differences")}
        />
      </Panel>
      <DisputesList
        disputes={disputes}
        first={afterDispute !== null}
        path={path}
        name="disputes"
        pageOf={providerPage}
        locale={locale}
      />
      <ShippingForm locale={locale} />
      <UnpaidForm locale={locale} />
    </>
  );
}
