import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { Thumbnail } from "@/components/admin/thumbnail";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { CellField, FormField, FormSelect } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import { carrierName, carriersOf, leftOf } from "@/lib/fulfilment/fulfilment";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { lineName } from "@/lib/orders/line-name";
import { shipParcel } from "./actions";
import { quantityField } from "./parse-parcel";

/** The form stays when nothing is left to pack: it still has to say what became of the last parcel. */
export async function ShipForm({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const t = await getTranslations("parcels");
  const carriers = carriersOf(order.shipTo.country);
  const lines = order.lines.filter((line) => leftOf(line) > 0);
  return (
    <ActionForm action={shipParcel.bind(null, locale)} className="contents">
      <FormMessage />
      {lines.length > 0 ? (
        <Panel title={t("ship.title")}>
          <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
          <input type="hidden" name="shipmentId" value={newId()} />
          <fieldset className="min-w-0">
            <legend className="mb-2 text-sm font-semibold">{t("ship.what")}</legend>
            <ul>
              {lines.map((line) => (
                <li key={line.lineId} className="flex flex-wrap items-center gap-3 border-t border-line py-3 text-sm">
                  <Thumbnail imageKey={line.imageKey} hue={line.imageHue} />
                  <span className="min-w-0 grow basis-28 wrap-anywhere" lang={order.locale.slice(0, 2)}>
                    {line.title}
                    <span className="block text-soft">{line.options.map(({ value }) => value).join(" · ")}</span>
                  </span>
                  <span className="ms-auto flex shrink-0 items-center gap-3">
                    <span className="w-20">
                      <CellField
                        name={quantityField(line.lineId)}
                        label={t("ship.inParcel", { title: lineName(line) })}
                        initial={String(leftOf(line))}
                        inputMode="numeric"
                        autoComplete="off"
                        className="text-end"
                      />
                    </span>
                    <span className="w-12 text-soft tabular-nums">
                      {t("ship.ofLeft", { left: formatNumber(leftOf(line), locale) })}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </fieldset>
          <div className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
            <FormSelect id="carrier" name="carrier" label={t("ship.carrier")} initial={carriers[0]}>
              {carriers.map((carrier) => (
                <option key={carrier} value={carrier}>
                  {carrierName(carrier) ?? t("otherCarrier")}
                </option>
              ))}
            </FormSelect>
            <FormField
              id="tracking"
              name="tracking"
              label={t("ship.tracking")}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
            />
            <div className="grid gap-3 sm:col-span-2">
              <p className="text-sm text-soft">{t("ship.text")}</p>
              <div>
                <FormSubmit>{t("ship.submit")}</FormSubmit>
              </div>
            </div>
          </div>
        </Panel>
      ) : null}
    </ActionForm>
  );
}
