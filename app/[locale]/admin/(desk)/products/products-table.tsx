import { getTranslations } from "next-intl/server";
import { productTones } from "@/components/admin/product-tones";
import { RowLink, Table } from "@/components/admin/table";
import { Thumbnail } from "@/components/admin/thumbnail";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { fewLeftMax } from "@/lib/inventory/few-left";
import type { OwnProductRow } from "@/lib/merchants/list-own-products";

export async function ProductsTable({
  rows,
  locale,
  caption,
}: {
  rows: OwnProductRow[];
  locale: Locale;
  caption: string;
}) {
  const t = await getTranslations("admin");
  const head = (
    <>
      <th scope="col">{t("products.product")}</th>
      <th scope="col" className="figure @max-3xl:hidden">
        {t("products.variants")}
      </th>
      <th scope="col" className="figure @max-xl:hidden">
        {t("products.priceFrom")}
      </th>
      <th scope="col" className="figure">
        {t("products.stock")}
      </th>
      <th scope="col" className="@max-2xl:hidden">
        {t("products.status")}
      </th>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {rows.map((row) => (
        <tr key={row.productId} className="hover:bg-sunken/60">
          <td>
            <span className="flex items-center gap-3">
              <Thumbnail imageKey={row.imageKey} hue={row.imageHue} />
              <span className="min-w-0">
                <RowLink href={`/${locale}/admin/products/${shortId(row.productId)}`}>{row.title}</RowLink>
                <span className="block text-xs text-soft">
                  {row.handle}
                  <span className="@2xl:hidden"> · {t(`productStatus.${row.status}`)}</span>
                </span>
              </span>
            </span>
          </td>
          <td className="figure @max-3xl:hidden">{formatNumber(row.variantCount, locale)}</td>
          <td className="figure @max-xl:hidden">
            {row.amount === null ? "" : formatMoney({ amount: row.amount, currency: row.currency }, locale)}
          </td>
          <td className={`figure ${row.stock <= fewLeftMax ? "font-semibold text-accent" : ""}`}>
            {formatNumber(row.stock, locale)}
          </td>
          <td className="@max-2xl:hidden">
            <StatusChip tone={productTones[row.status]}>{t(`productStatus.${row.status}`)}</StatusChip>
          </td>
        </tr>
      ))}
    </Table>
  );
}
