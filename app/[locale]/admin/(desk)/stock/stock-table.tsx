import { getTranslations } from "next-intl/server";
import { RowLink, Table } from "@/components/admin/table";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { StockListRow } from "@/lib/inventory/list-stock";

/** A variant a row: what is there, what orders hold of it, what is free. Its name leads to its history. */
export async function StockTable({ rows, locale }: { rows: StockListRow[]; locale: Locale }) {
  const t = await getTranslations("stock");
  const number = (value: number) => formatNumber(value, locale);
  const head = (
    <>
      <th scope="col">{t("product")}</th>
      <th scope="col" className="@max-xl:hidden">
        {t("onHand")}
      </th>
      <th scope="col" className="@max-xl:hidden">
        {t("held")}
      </th>
      <th scope="col">{t("free")}</th>
    </>
  );
  return (
    <Table caption={t("title")} head={head}>
      {rows.map(({ productId, variantId, sku, title, label, onHand, held, owed, low }) => (
        <tr key={variantId} className="hover:bg-sunken/60">
          <td>
            <RowLink href={`/${locale}/admin/stock/${shortId(productId)}/${shortId(variantId)}`}>
              {title}
              {label ? <span className="font-normal"> · {label}</span> : null}
            </RowLink>
            <span className="block text-xs text-soft">{sku}</span>
          </td>
          <td className="@max-xl:hidden">{number(onHand)}</td>
          <td className="@max-xl:hidden">{number(held)}</td>
          <td>
            <span className="flex flex-wrap items-center gap-2">
              {number(Math.max(onHand - held, 0))}
              {owed > 0 ? (
                <StatusChip tone="waiting">{t("status.oversold", { count: number(owed) })}</StatusChip>
              ) : onHand <= held ? (
                <StatusChip tone="waiting">{t("status.out")}</StatusChip>
              ) : low ? (
                <StatusChip tone="moving">{t("status.low")}</StatusChip>
              ) : null}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
