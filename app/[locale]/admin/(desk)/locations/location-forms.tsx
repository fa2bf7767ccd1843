import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { StatusChip } from "@/components/ui/status-chip";
import { newId } from "@/lib/core/ids";
import { type Language, type Locale, requireMarket } from "@/lib/i18n/markets";
import type { LocationFields } from "@/lib/inventory/location";
import { openLocation, saveLocation, switchUse } from "./actions";
import { stateNameOf } from "./parse-location";

interface LocationPanelProps {
  location: LocationFields & { locationId: string; active: boolean };
  first: boolean;
  locale: Locale;
}

export async function LocationPanel({ location, first, locale }: LocationPanelProps) {
  const t = await getTranslations("stock");
  const { locationId, name, active } = location;
  return (
    <Panel
      title={name}
      aside={
        first ? t("locations.first") : active ? null : <StatusChip tone="quiet">{t("locations.closed")}</StatusChip>
      }
    >
      <ActionForm action={saveLocation.bind(null, locale)} className="grid gap-4" label={name}>
        <input type="hidden" name="locationId" value={locationId} />
        <Fields id={locationId} location={location} language={requireMarket(locale).language} />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("locations.save")}</FormSubmit>
        </div>
      </ActionForm>
      {first ? null : (
        <ActionForm action={switchUse.bind(null, locale)} className="mt-4 grid gap-3 border-t border-line pt-4">
          <input type="hidden" name="locationId" value={locationId} />
          <input type="hidden" name="active" value={active ? "no" : "yes"} />
          <FormMessage />
          <div>
            <FormSubmit className="button-quiet">{active ? t("locations.close") : t("locations.open")}</FormSubmit>
          </div>
        </ActionForm>
      )}
    </Panel>
  );
}

const blank: LocationFields = { name: "", line1: "", line2: "", postalCode: "", city: "", state: "", country: "" };

export async function AddLocationForm({ locale }: { locale: Locale }) {
  const t = await getTranslations("stock");
  return (
    <Panel title={t("locations.add")}>
      <ActionForm action={openLocation.bind(null, locale)} className="grid gap-4">
        <input type="hidden" name="changeId" value={newId()} />
        <Fields id="new" location={blank} language={requireMarket(locale).language} />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("locations.add")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}

interface FieldsProps {
  id: string;
  location: LocationFields;
  language: Language;
}

async function Fields({ id, location, language }: FieldsProps) {
  const t = await getTranslations("stock");
  const initial = { ...location, state: stateNameOf(location, language) };
  const field = (name: keyof LocationFields) => ({
    id: `${name}-${id}`,
    name,
    initial: initial[name],
    maxLength: 80,
    autoComplete: "off",
  });
  return (
    <>
      <FormField {...field("name")} label={t("locations.name")} />
      <FormField {...field("line1")} label={t("locations.line1")} />
      <FormField {...field("line2")} label={t("locations.line2")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField {...field("postalCode")} label={t("locations.postalCode")} />
        <FormField {...field("city")} label={t("locations.city")} />
        <FormField {...field("state")} label={t("locations.state")} hint={t("locations.stateHint")} />
        <FormField
          {...field("country")}
          label={t("locations.country")}
          hint={t("locations.countryHint")}
          maxLength={2}
        />
      </div>
    </>
  );
}
