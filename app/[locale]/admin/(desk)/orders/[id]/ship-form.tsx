import { getTranslations } from "next-intl/server";
import { ActionForm, FormField, FormMessage, FormSelect, FormSubmit } from "@/components/admin/action-form";
import { Panel } from "@/components/admin/panel";
import { carrierNames, carriersOf } from "@/lib/fulfilment/fulfilment";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import type { Locale } from "@/lib/i18n/markets";
import { markShipped } from "./actions";

export async function ShipForm({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  const t = await getTranslations("admin");
  const carriers = carriersOf(order.shipTo.country);
  return (
    <Panel title={t("order.ship")}>
      <ActionForm action={markShipped.bind(null, locale)} className="grid gap-4 sm:grid-cols-2">
        <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
        <FormSelect id="carrier" name="carrier" label={t("order.carrier")} initial={carriers[0]}>
          {carriers.map((carrier) => (
            <option key={carrier} value={carrier}>
              {carrier === "other" ? t("order.otherCarrier") : carrierNames[carrier]}
            </option>
          ))}
        </FormSelect>
        <FormField
          id="tracking"
          name="tracking"
          label={t("order.tracking")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <div className="grid gap-3 sm:col-span-2">
          <p className="text-sm text-soft">{t("order.shipText")}</p>
          <FormMessage />
          <div>
            <FormSubmit>{t("order.markShipped")}</FormSubmit>
          </div>
        </div>
      </ActionForm>
    </Panel>
  );
}
