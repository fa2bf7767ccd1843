import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { FilterChips } from "@/components/admin/filter-chips";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel } from "@/components/admin/panel";
import { RowLink, Table } from "@/components/admin/table";
import { returnTones } from "@/components/orders/return-tones";
import { StatusChip } from "@/components/ui/status-chip";
import { requireStaff } from "@/lib/auth/auth";
import { shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/http/cursor";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import { listReturns } from "@/lib/orders/returns/list-returns";
import { returnStatuses, returnStatusSchema } from "@/lib/orders/returns/return";
import { pageMarket } from "../../../page-market";
import { placeInList } from "../list-query";

export const instant = false;

const querySchema = z.object({
  status: returnStatusSchema.optional().catch(undefined),
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("returns");
  return { title: t("list.title") };
}

export default async function ReturnsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/returns");
  const { status, after } = querySchema.parse(await searchParams);
  const [t, ta] = await Promise.all([getTranslations("returns"), getTranslations("admin")]);
  const cursor = readCursor(after);
  const { rows, next } = await listReturns(db(), staff.merchantId, { status }, { after: cursor, pageSize: 30 });
  const path = `/${locale}/admin/returns`;
  const query = { status };
  return (
    <>
      <PageHead title={t("list.title")} />
      <FilterChips
        label={t("list.status")}
        path={path}
        name="status"
        value={status}
        query={query}
        all={ta("all")}
        choices={returnStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
      />
      <ListPanel>
        {rows.length === 0 ? (
          <Empty title={t("list.none")}>{t(status ? "list.noMatchText" : "list.noneText")}</Empty>
        ) : (
          <Table
            caption={t("list.title")}
            head={
              <>
                <th scope="col">{t("list.number")}</th>
                <th scope="col" className="@max-2xl:hidden">
                  {t("list.asked")}
                </th>
                <th scope="col" className="figure @max-xl:hidden">
                  {t("list.items")}
                </th>
                <th scope="col">{t("list.status")}</th>
              </>
            }
          >
            {rows.map((row) => (
              <tr key={row.returnId} className="hover:bg-sunken/60">
                <td>
                  <RowLink href={`${path}/${shortId(row.returnId)}`}>{row.number}</RowLink>
                </td>
                <td className="whitespace-nowrap @max-2xl:hidden">{formatDateTime(row.createdAt, locale)}</td>
                <td className="figure @max-xl:hidden">{formatNumber(row.itemCount, locale)}</td>
                <td>
                  <StatusChip tone={returnTones[row.status]}>{t(`statuses.${row.status}`)}</StatusChip>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </ListPanel>
      <Pager path={path} query={query} first={cursor !== null} next={next ? writeCursor(next) : null} />
    </>
  );
}
