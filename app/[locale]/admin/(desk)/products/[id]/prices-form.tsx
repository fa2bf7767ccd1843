import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/components/admin/filter-chips";
import { Panel } from "@/components/admin/panel";
import { Table } from "@/components/admin/table";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { CellField } from "@/components/ui/form-fields";
import { utcDay } from "@/lib/core/clock";
import { shortId } from "@/lib/core/ids";
import { type Currency, formatMoney, toTyped } from "@/lib/core/money";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { savePrices } from "./actions";
import { EditFields } from "./edit-fields";

interface PricesFormProps {
  product: OwnProduct;
  locale: Locale;
  currency: Currency;
  currencies: readonly Currency[];
}

/** Prices of one currency, a variant a row. A blank one is converted, and stands there as the field's placeholder. */
export async function PricesForm({ product, locale, currency, currencies }: PricesFormProps) {
  const t = await getTranslations("admin");
  return (
    <Panel title={t("product.prices")}>
      <FilterChips
        label={t("product.currency")}
        path={`/${locale}/admin/products/${shortId(product.productId)}`}
        name="currency"
        value={currency}
        choices={currencies.map((code) => ({ value: code, label: code }))}
        stay
      />
      <ActionForm key={currency} action={savePrices.bind(null, locale)} className="grid gap-4">
        <EditFields product={product} />
        <input type="hidden" name="currency" value={currency} />
        <Table
          caption={t("product.prices")}
          inset
          head={
            <>
              <th scope="col">{t("product.variant")}</th>
              <th scope="col">{t("product.price")}</th>
              <th scope="col">{t("product.was")}</th>
            </>
          }
        >
          {product.variants.map((variant) => {
            const price = variant.prices.find((each) => each.currency === currency);
            const set = price?.source === "set" ? price : null;
            const name = variant.label || variant.sku;
            const decimal = (amount: number | null | undefined) =>
              amount == null ? "" : toTyped({ amount, currency }, locale);
            const cell = (kind: "price" | "was", amount: number | null | undefined, placeholder?: string) => (
              <td className="w-[31%] sm:w-32">
                <CellField
                  name={`${kind}-${variant.variantId}`}
                  seen={`seen-${kind}-${variant.variantId}`}
                  label={t(`product.${kind}Of`, { name })}
                  initial={decimal(amount)}
                  placeholder={placeholder}
                  inputMode="decimal"
                  autoComplete="off"
                />
              </td>
            );
            return (
              <tr key={variant.variantId}>
                <td>
                  <span className="font-semibold">{name}</span>
                  <span className="block text-xs text-soft">{variant.sku}</span>
                  {price && !set ? (
                    <span className="mt-1 block text-xs text-soft">
                      {t("product.converted", {
                        price: formatMoney({ amount: price.amount, currency }, locale),
                        day: price.rateDate ? formatDay(utcDay(price.rateDate), locale) : "",
                      })}
                    </span>
                  ) : null}
                </td>
                {cell("price", set?.amount, decimal(price?.amount))}
                {cell("was", set?.compareAtAmount)}
              </tr>
            );
          })}
        </Table>
        <p className="text-sm text-soft">{t("product.pricesText")}</p>
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("product.savePrices")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
