import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fact } from "@/components/admin/fact";
import { PageHead } from "@/components/admin/page-head";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { requireStaff } from "@/lib/auth/auth";
import { returnDaysMin } from "@/lib/catalog/return-days";
import { db } from "@/lib/db/client";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { lowStockMailsMax } from "@/lib/inventory/low-stock";
import type { MerchantSettings } from "@/lib/merchants/settings";
import { pageMarket } from "../../../page-market";
import { saveSettings } from "./actions";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("admin");
  return { title: t("settings.title") };
}

export default async function SettingsPage() {
  const { locale } = await pageMarket();
  const { merchantId, role } = await requireStaff(locale, "/admin/settings");
  const [t, settings] = await Promise.all([
    getTranslations("admin"),
    db().merchant.findUniqueOrThrow({
      where: { merchantId },
      select: { alertEmail: true, returnDays: true, lowStockAt: true },
    }),
  ]);
  return (
    <>
      <PageHead title={t("settings.title")} />
      <Panel title={t("settings.rules")}>
        {role === "owner" ? (
          <SettingsForm settings={settings} locale={locale} />
        ) : (
          <SettingsFacts settings={settings} locale={locale} />
        )}
      </Panel>
    </>
  );
}

interface SettingsProps {
  settings: MerchantSettings;
  locale: Locale;
}

async function SettingsForm({ settings, locale }: SettingsProps) {
  const t = await getTranslations("admin");
  return (
    <ActionForm action={saveSettings.bind(null, locale)} className="grid max-w-md gap-5" label={t("settings.rules")}>
      <FormField
        id="alertEmail"
        name="alertEmail"
        type="email"
        label={t("settings.alertEmail")}
        hint={t("settings.alertEmailHint")}
        initial={settings.alertEmail ?? ""}
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
      />
      <FormField
        id="returnDays"
        name="returnDays"
        inputMode="numeric"
        label={t("settings.returnDays")}
        hint={t("settings.returnDaysHint", { min: returnDaysMin })}
        initial={String(settings.returnDays)}
        maxLength={5}
        autoComplete="off"
      />
      <FormField
        id="lowStockAt"
        name="lowStockAt"
        inputMode="numeric"
        label={t("settings.lowStockAt")}
        hint={t("settings.lowStockAtHint", { mails: lowStockMailsMax })}
        initial={String(settings.lowStockAt)}
        maxLength={5}
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-4">
        <FormSubmit>{t("settings.save")}</FormSubmit>
        <FormMessage />
      </div>
    </ActionForm>
  );
}

/** What the owners decided, for everybody else. */
async function SettingsFacts({ settings, locale }: SettingsProps) {
  const t = await getTranslations("admin");
  const facts = [
    { name: t("settings.alertEmail"), value: settings.alertEmail ?? t("settings.owners") },
    { name: t("settings.returnDays"), value: formatNumber(settings.returnDays, locale) },
    { name: t("settings.lowStockAt"), value: formatNumber(settings.lowStockAt, locale) },
  ];
  return (
    <>
      <p className="mb-4 text-sm text-soft">{t("settings.ownersOnly")}</p>
      <dl className="grid gap-3 text-sm">
        {facts.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}
