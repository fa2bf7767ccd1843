import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/admin/status-chip";
import { ActionForm, FormField, FormMessage, FormSubmit } from "@/components/ui/action-form";
import type { Locale } from "@/lib/i18n/markets";
import { openLocation, saveLocation, switchUse } from "./actions";

interface LocationPanelProps {
  location: { locationId: string; name: string; city: string; country: string; active: boolean };
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
        <Fields id={locationId} location={location} />
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

export async function AddLocationForm({ locale }: { locale: Locale }) {
  const t = await getTranslations("stock");
  return (
    <Panel title={t("locations.add")}>
      <ActionForm action={openLocation.bind(null, locale)} className="grid gap-4">
        <Fields id="new" location={{ name: "", city: "", country: "" }} />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("locations.add")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}

async function Fields({ id, location }: { id: string; location: { name: string; city: string; country: string } }) {
  const t = await getTranslations("stock");
  return (
    <>
      <FormField
        id={`name-${id}`}
        name="name"
        label={t("locations.name")}
        initial={location.name}
        maxLength={80}
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField
          id={`city-${id}`}
          name="city"
          label={t("locations.city")}
          initial={location.city}
          maxLength={80}
          autoComplete="off"
        />
        <FormField
          id={`country-${id}`}
          name="country"
          label={t("locations.country")}
          hint={t("locations.countryHint")}
          initial={location.country}
          maxLength={2}
          autoComplete="off"
        />
      </div>
    </>
  );
}
