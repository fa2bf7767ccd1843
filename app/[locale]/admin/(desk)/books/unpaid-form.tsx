import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import type { Locale } from "@/lib/i18n/markets";
import { cancelUnpaid } from "./unpaid-action";

/** An order that waits for its payment keeps units from everybody else. */
export async function UnpaidForm({ locale }: { locale: Locale }) {
  const t = await getTranslations("payments");
  return (
    <Panel title={t("books.unpaid.title")} className="mt-6">
      <ActionForm action={cancelUnpaid.bind(null, locale)} className="grid max-w-prose gap-4">
        <p className="text-sm text-soft">{t("books.unpaid.text")}</p>
        <FormField
          id="unpaid-number"
          name="number"
          label={t("books.shipping.number")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <FormMessage />
        <div>
          <FormConfirm again={t("books.verbs.confirm")}>{t("books.unpaid.look")}</FormConfirm>
        </div>
      </ActionForm>
    </Panel>
  );
}
