import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { Table } from "@/components/admin/table";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { CellField, FormField } from "@/components/ui/form-fields";
import { newId, shortId } from "@/lib/core/ids";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { type UnsentUnits, unsentAt } from "@/lib/inventory/read-unsent";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { saveStock } from "./actions";
import { EditFields } from "./edit-fields";
import { stockCell } from "./parse-edit";

const nothing = { onHand: 0, held: 0 };

/**
 * Stock a variant and location: held for orders, sold and still here, free, and all of it on the shelf. The variant's name
 * leads to its rules and history. Each field goes with the figure it was shown with: an order that comes in between is not
 * undone, and a count is asked for again when the shelf is no longer as it was shown.
 */
export async function StockForm({
  product,
  locations,
  unsent,
  locale,
}: {
  product: OwnProduct;
  unsent: UnsentUnits[];
  locations: { locationId: string; name: string; active: boolean }[];
  locale: Locale;
}) {
  const [t, words] = await Promise.all([getTranslations("admin"), getTranslations("stock")]);
  const open = locations.filter(({ active }) => active);
  const several = open.length > 1;
  const number = (value: number) => formatNumber(value, locale);
  return (
    <Panel title={t("product.stock")}>
      <ActionForm action={saveStock.bind(null, locale)} className="grid gap-4">
        <EditFields product={product} />
        <input type="hidden" name="changeId" value={newId()} />
        <Table
          caption={t("product.stock")}
          inset
          head={
            <>
              <th scope="col">{t("product.variant")}</th>
              <th scope="col" className="figure">
                {t("product.held")}
              </th>
              <th scope="col" className="figure">
                {t("product.unsent")}
              </th>
              <th scope="col" className="figure @max-md:hidden">
                {t("product.free")}
              </th>
              <th scope="col">{t("product.onShelf")}</th>
            </>
          }
        >
          {product.variants.flatMap((variant) =>
            open.map(({ locationId, name: place }, index) => {
              const { variantId, label, sku, stock } = variant;
              const { onHand, held } = stock.find((level) => level.locationId === locationId) ?? nothing;
              const toSend = unsentAt(unsent, variantId, locationId);
              const shelf = String(onHand + toSend);
              const cell = stockCell(variantId, locationId);
              const name = [label || sku, ...(several ? [place] : [])].join(", ");
              return (
                <tr key={cell}>
                  <td>
                    {index === 0 ? (
                      <Link
                        href={`/${locale}/admin/stock/${shortId(product.productId)}/${shortId(variantId)}`}
                        prefetch={false}
                        title={words("openSku", { name: label || sku })}
                        className="quiet-link font-semibold"
                      >
                        {label || sku}
                      </Link>
                    ) : (
                      <span className="sr-only">{label || sku}</span>
                    )}
                    <span className="block text-xs text-soft">{several ? place : sku}</span>
                  </td>
                  <td className="figure">{number(held)}</td>
                  <td className="figure">{number(toSend)}</td>
                  <td className="figure @max-md:hidden">{number(onHand - held)}</td>
                  <td className="w-28">
                    <CellField
                      name={`stock-${cell}`}
                      seen={`seen-${cell}`}
                      label={t("product.onShelfOf", { name })}
                      initial={shelf}
                      inputMode="numeric"
                      autoComplete="off"
                    />
                  </td>
                </tr>
              );
            }),
          )}
        </Table>
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
