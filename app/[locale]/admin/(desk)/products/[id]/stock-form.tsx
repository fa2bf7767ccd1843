import { getTranslations } from "next-intl/server";
import { ActionForm, CellField, FormField, FormMessage, FormSubmit } from "@/components/admin/action-form";
import { Panel } from "@/components/admin/panel";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { saveStock } from "./actions";
import { EditFields } from "./edit-fields";

/**
 * Stock a variant: what is there, held for orders, free. Each field goes with the figure it was shown with, and the
 * difference is booked: an order that comes in between is not undone.
 */
export async function StockForm({ product, locale }: { product: OwnProduct; locale: Locale }) {
  const t = await getTranslations("admin");
  const number = (value: number) => formatNumber(value, locale);
  return (
    <Panel title={t("product.stock")}>
      <ActionForm action={saveStock.bind(null, locale)} className="grid gap-4">
        <EditFields product={product} />
        <table className="w-full text-sm tabular-nums [&_td]:border-t [&_td]:border-line [&_td]:py-3 [&_td]:pe-3 [&_td]:align-top [&_td:last-child]:pe-0 [&_th]:pe-3 [&_th]:pb-2 [&_th]:text-start [&_th]:text-xs [&_th]:text-soft">
          <caption className="sr-only">{t("product.stock")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("product.variant")}</th>
              <th scope="col">{t("product.held")}</th>
              <th scope="col">{t("product.free")}</th>
              <th scope="col">{t("product.onHand")}</th>
            </tr>
          </thead>
          <tbody>
            {product.variants.map(({ variantId, label, sku, stock }) => (
              <tr key={variantId}>
                <td className="wrap-anywhere">
                  <span className="font-semibold">{label || sku}</span>
                  <span className="block text-xs text-soft">{sku}</span>
                </td>
                <td>{number(stock.held)}</td>
                <td>{number(stock.onHand - stock.held)}</td>
                <td className="w-28">
                  <input type="hidden" name={`seen-${variantId}`} value={stock.onHand} />
                  <CellField
                    name={`stock-${variantId}`}
                    label={t("product.onHandOf", { name: label || sku })}
                    initial={String(stock.onHand)}
                    inputMode="numeric"
                    autoComplete="off"
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <FormField
          id="reason"
          name="reason"
          label={t("product.reason")}
          hint={t("product.stockText")}
          maxLength={200}
          autoComplete="off"
        />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("product.saveStock")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
