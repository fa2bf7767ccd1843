import { getTranslations } from "next-intl/server";
import { productTones } from "@/components/admin/product-tones";
import { Table } from "@/components/admin/table";
import { StatusChip } from "@/components/ui/status-chip";
import type { SampleProduct } from "@/lib/catalog/import/desk/product-import";
import { type Currency, formatMoney } from "@/lib/core/money";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

/** The first products of a file, as they would be. */
export async function SampleTable({
  sample,
  currency,
  locale,
}: {
  sample: SampleProduct[];
  currency: Currency;
  locale: Locale;
}) {
  const [t, ta] = await Promise.all([getTranslations("imports"), getTranslations("admin")]);
  const head = (
    <>
      <th scope="col">{t("sample.product")}</th>
      <th scope="col" className="@max-lg:hidden">
        {t("sample.variants")}
      </th>
      <th scope="col" className="@max-sm:hidden">
        {t("sample.price")}
      </th>
      <th scope="col" className="@max-md:hidden">
        {t("sample.stock")}
      </th>
      <th scope="col">{t("sample.outcome")}</th>
    </>
  );
  return (
    <Table caption={t("sample.title")} head={head} inset>
      {sample.map((product) => (
        <tr key={product.line}>
          <td>
            <span className="font-semibold">{product.title}</span>
            <span className="block text-xs text-soft">{product.handle}</span>
          </td>
          <td className="@max-lg:hidden">{formatNumber(product.variants, locale)}</td>
          <td className="whitespace-nowrap @max-sm:hidden">
            {formatMoney({ amount: product.amount, currency }, locale)}
          </td>
          <td className="@max-md:hidden">{formatNumber(product.quantity, locale)}</td>
          <td>
            <span className={product.outcome === "failed" ? "font-semibold text-accent" : ""}>
              {t(`outcomes.${product.outcome}`)}
            </span>
            <span className="mt-1 block">
              <StatusChip tone={productTones[product.status]}>{ta(`productStatus.${product.status}`)}</StatusChip>
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
