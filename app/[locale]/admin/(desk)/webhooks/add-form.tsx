import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormCheck, FormField, FormSecret } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/markets";
import { webhookTypes } from "@/lib/notifications/webhook";
import { addWebhook } from "./actions";

export async function AddForm({ locale }: { locale: Locale }) {
  const t = await getTranslations("notices.webhooks");
  return (
    <Panel title={t("add")}>
      <ActionForm action={addWebhook.bind(null, locale)} className="grid gap-4" label={t("add")}>
        <input type="hidden" name="changeId" value={newId()} />
        <FormField id="url" name="url" type="url" label={t("url")} hint={t("urlHint")} autoComplete="off" required />
        <fieldset className="@container">
          <legend className="text-sm font-semibold">{t("types")}</legend>
          <p className="mt-1 text-xs text-soft">{t("typesHint")}</p>
          <div className="mt-1 grid gap-x-4 @lg:grid-cols-2">
            {webhookTypes.map((type) => (
              <FormCheck key={type} name={type}>
                <code className="text-xs wrap-anywhere">{type}</code>
              </FormCheck>
            ))}
          </div>
        </fieldset>
        <FormMessage />
        <FormSecret id="new-secret" label={t("secret")} />
        <div>
          <FormSubmit>{t("adding")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
