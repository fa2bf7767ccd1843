import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Columns } from "@/components/admin/columns";
import { FilterChips } from "@/components/admin/filter-chips";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel, Panel } from "@/components/admin/panel";
import { KeptNote } from "@/components/ui/kept-note";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/http/cursor";
import { listDeliveries, listEndpoints } from "@/lib/notifications/list-webhooks";
import { deliveryStatuses, deliveryStatusSchema } from "@/lib/notifications/webhook";
import { pageMarket } from "../../../page-market";
import { placeInList } from "../list-query";
import { AddForm } from "./add-form";
import { DeliveriesTable } from "./deliveries-table";
import { Endpoint } from "./endpoint";

export const instant = false;

const querySchema = z.object({
  status: deliveryStatusSchema.optional().catch(undefined),
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("notices.webhooks");
  return { title: t("title") };
}

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/webhooks");
  const { status, after } = querySchema.parse(await searchParams);
  const cursor = readCursor(after);
  const [t, endpoints, { rows, next }] = await Promise.all([
    getTranslations("notices.webhooks"),
    listEndpoints(db(), staff.merchantId, new Date()),
    listDeliveries(db(), staff.merchantId, { status, after: cursor, pageSize: 30 }),
  ]);
  const path = `/${locale}/admin/webhooks`;
  return (
    <>
      <PageHead title={t("title")} intro={t("intro")} />
      <Columns>
        <Panel title={t("endpoints")}>
          <KeptNote>
            {endpoints.length > 0 ? (
              <ul className="grid gap-6">
                {endpoints.map((endpoint) => (
                  <Endpoint
                    key={endpoint.endpointId}
                    endpoint={endpoint}
                    locale={locale}
                    owner={staff.role === "owner"}
                  />
                ))}
              </ul>
            ) : (
              <Empty title={t("none")}>{t("noneText")}</Empty>
            )}
          </KeptNote>
        </Panel>
        {staff.role === "owner" ? <AddForm locale={locale} /> : null}
      </Columns>
      <h2 className="mt-10 mb-4 text-lg font-semibold">{t("deliveries")}</h2>
      <FilterChips
        label={t("status")}
        path={path}
        name="status"
        value={status}
        query={{ status }}
        all={t("all")}
        choices={deliveryStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
      <KeptNote key={`${status ?? ""} ${cursor ? writeCursor(cursor) : ""}`}>
        <ListPanel>
          {rows.length > 0 ? (
            <DeliveriesTable rows={rows} locale={locale} />
          ) : (
            <Empty title={t("noDeliveries")}>{t("noDeliveriesText")}</Empty>
          )}
        </ListPanel>
      </KeptNote>
      <Pager path={path} query={{ status }} first={cursor !== null} next={next ? writeCursor(next) : null} />
    </>
  );
}
