import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import { FormField } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/markets";
import { giveShippingBack } from "./actions";

/** Delivery that several merchants have a part in goes back from here. */
export async function ShippingForm({ locale }: { locale: Locale }) {
  const t = await getTranslations("payments");
  return (
    <Panel title={t("books.shipping.title")} className="mt-6">
      <ActionForm action={giveShippingBack.bind(null, locale)} className="grid max-w-prose gap-4">
        <input type="hidden" name="refundId" value={newId()} />
        <p className="text-sm text-soft">{t("books.shipping.text")}</p>
        <FormField
          id="shipping-number"
          name="number"
          label={t("books.shipping.number")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <FormField
          id="shipping-amount"
          name="amount"
          label={t("books.shipping.amount")}
          inputMode="decimal"
          autoComplete="off"
          required
        />
        <FormField id="shipping-note" name="note" label={t("books.shipping.note")} maxLength={500} autoComplete="off" />
        <FormMessage />
        <div>
          <FormConfirm again={t("books.verbs.confirm")}>{t("books.shipping.look")}</FormConfirm>
        </div>
      </ActionForm>
    </Panel>
  );
}
