import { getTranslations } from "next-intl/server";
import { RowLink, Table } from "@/components/admin/table";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { StockListRow } from "@/lib/inventory/list-stock";

/** A variant a row: what is there, what orders hold of it, what is free. Its name leads to its history. */
export async function StockTable({ rows, locale }: { rows: StockListRow[]; locale: Locale }) {
  const [t, words] = await Promise.all([getTranslations("stock"), getTranslations("admin")]);
  const number = (value: number) => formatNumber(value, locale);
  const head = (
    <>
      <th scope="col">{t("product")}</th>
      <th scope="col" className="figure @max-xl:hidden">
        {t("onHand")}
      </th>
      <th scope="col" className="figure @max-xl:hidden">
        {t("held")}
      </th>
      <th scope="col" className="figure">
        {t("free")}
      </th>
      <th scope="col" className="@max-xl:hidden">
        {words("products.status")}
      </th>
    </>
  );
  return (
    <Table caption={t("title")} head={head}>
      {rows.map((row) => {
        const { productId, variantId, sku, title, label, onHand, held } = row;
        const state = <State row={row} locale={locale} />;
        return (
          <tr key={variantId} className="hover:bg-sunken/60">
            <td>
              <RowLink href={`/${locale}/admin/stock/${shortId(productId)}/${shortId(variantId)}`}>
                {title}
                {label ? <span className="font-normal"> · {label}</span> : null}
              </RowLink>
              <span className="block text-xs text-soft">{sku}</span>
              <span className="block pt-1 empty:hidden @xl:hidden">{state}</span>
            </td>
            <td className="figure @max-xl:hidden">{number(onHand)}</td>
            <td className="figure @max-xl:hidden">{number(held)}</td>
            <td className="figure">{number(Math.max(onHand - held, 0))}</td>
            <td className="@max-xl:hidden">{state}</td>
          </tr>
        );
      })}
    </Table>
  );
}

async function State({ row: { onHand, held, owed, low }, locale }: { row: StockListRow; locale: Locale }) {
  const t = await getTranslations("stock");
  if (owed > 0)
    return <StatusChip tone="waiting">{t("status.oversold", { count: formatNumber(owed, locale) })}</StatusChip>;
  if (onHand <= held) return <StatusChip tone="waiting">{t("status.out")}</StatusChip>;
  return low ? <StatusChip tone="moving">{t("status.low")}</StatusChip> : null;
}
