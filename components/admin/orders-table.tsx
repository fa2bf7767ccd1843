import { getTranslations } from "next-intl/server";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import type { FulfilmentRow } from "@/lib/fulfilment/list-fulfilments";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { fulfilmentTones } from "./fulfilment-tones";
import { RowLink, Table } from "./table";

export async function OrdersTable({
  rows,
  locale,
  caption,
}: {
  rows: FulfilmentRow[];
  locale: Locale;
  caption: string;
}) {
  const t = await getTranslations("admin");
  const totalOf = ({ totalAmount: amount, currency }: FulfilmentRow) => formatMoney({ amount, currency }, locale);
  const head = (
    <>
      <th scope="col">{t("orders.number")}</th>
      <th scope="col" className="@max-3xl:hidden">
        {t("orders.placed")}
      </th>
      <th scope="col" className="@max-xl:hidden">
        {t("orders.buyer")}
      </th>
      <th scope="col" className="figure @max-3xl:hidden">
        {t("orders.items")}
      </th>
      <th scope="col" className="figure @max-xl:hidden">
        {t("orders.total")}
      </th>
      <th scope="col">{t("orders.status")}</th>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {rows.map((row) => (
        <tr key={row.fulfilmentId} className="hover:bg-sunken/60">
          <td>
            <RowLink href={`/${locale}/admin/orders/${shortId(row.fulfilmentId)}`} className="whitespace-nowrap">
              {row.orderNumber}
            </RowLink>
            <span className="block text-xs text-soft @3xl:hidden">{formatDateTime(row.placedAt, locale)}</span>
            <span className="block text-xs text-soft @xl:hidden">{row.buyer}</span>
            <span className="block text-xs @xl:hidden">{totalOf(row)}</span>
          </td>
          <td className="whitespace-nowrap @max-3xl:hidden">{formatDateTime(row.placedAt, locale)}</td>
          <td className="min-w-44 wrap-anywhere @max-xl:hidden">
            {row.buyer} <span className="text-soft">· {row.country}</span>
          </td>
          <td className="figure @max-3xl:hidden">{formatNumber(row.itemCount, locale)}</td>
          <td className="figure @max-xl:hidden">{totalOf(row)}</td>
          <td>
            <StatusChip tone={fulfilmentTones[row.status]}>{t(`fulfilment.${row.status}`)}</StatusChip>
            {row.alerts.map((alert) => (
              <span key={alert} className="mt-1 block text-xs font-semibold text-accent">
                {t(`orders.marks.${alert}`)}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}
