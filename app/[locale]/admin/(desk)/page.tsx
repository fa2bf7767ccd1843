import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { OrdersTable } from "@/components/admin/orders-table";
import { PageHead } from "@/components/admin/page-head";
import { Empty, Panel } from "@/components/admin/panel";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readDashboard } from "@/lib/fulfilment/read-dashboard";
import { countDead } from "@/lib/jobs/read-jobs";
import { countDifferences } from "@/lib/orders/reconcile/list-differences";
import { pageMarket } from "../../page-market";
import { NeedsYou } from "./needs-you";
import { SalesPanel } from "./sales-panel";
import { TodayTiles } from "./today-tiles";

export const instant = false;

/** How is today, in one look. */
export default async function DashboardPage({
  searchParams,
}: {
  searchParams: Promise<{ currency?: string | string[] }>;
}) {
  const market = await pageMarket();
  const staff = await requireStaff(market.locale);
  const { currency } = await searchParams;
  const now = new Date();
  const [t, dashboard, deadJobs, differences] = await Promise.all([
    getTranslations("admin"),
    readDashboard(db(), staff.merchantId, market.language, now),
    staff.operator ? countDead(db()) : 0,
    staff.operator ? countDifferences(db()) : 0,
  ]);
  const home = `/${market.locale}/admin`;
  return (
    <>
      <PageHead title={t("dashboard.title", { name: staff.merchantName })} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <TodayTiles dashboard={dashboard} locale={market.locale} />
        <Columns shape="chart">
          <NeedsYou dashboard={dashboard} shop={{ deadJobs, differences }} locale={market.locale} now={now} />
          <SalesPanel
            sales={dashboard.sales}
            locale={market.locale}
            wanted={typeof currency === "string" ? currency : ""}
          />
        </Columns>
        <Panel
          title={t("dashboard.latest")}
          aside={
            <Link href={`${home}/orders`} prefetch={false} className="text-link text-ink">
              {t("dashboard.allOrders")}
            </Link>
          }
          className="px-0! pb-2! [&>div:first-child]:px-5 md:[&>div:first-child]:px-6"
        >
          {dashboard.latest.length > 0 ? (
            <OrdersTable rows={dashboard.latest} locale={market.locale} caption={t("dashboard.latest")} />
          ) : (
            <Empty title={t("orders.none")}>{t("orders.noneText")}</Empty>
          )}
        </Panel>
      </div>
    </>
  );
}
