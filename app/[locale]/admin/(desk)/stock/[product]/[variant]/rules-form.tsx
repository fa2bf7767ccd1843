import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import { stockPolicySchema } from "@/lib/catalog/stock-policy";
import { utcDay } from "@/lib/core/clock";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnVariant } from "@/lib/merchants/read-own-product";
import { saveRules } from "./actions";

interface RulesFormProps {
  variant: OwnVariant;
  productId: string;
  locale: Locale;
}

/** Each field goes with what it was shown with: rules that somebody else has set meanwhile are told, not overwritten. */
export async function RulesForm({ variant, productId, locale }: RulesFormProps) {
  const t = await getTranslations("stock");
  const number = { inputMode: "numeric", autoComplete: "off" } as const;
  return (
    <Panel title={t("rules.title")}>
      <ActionForm action={saveRules.bind(null, locale)} className="grid gap-4">
        <input type="hidden" name="productId" value={productId} />
        <input type="hidden" name="variantId" value={variant.variantId} />
        <FormSelect
          id="stockPolicy"
          name="stockPolicy"
          seen="seen-stockPolicy"
          label={t("rules.policy")}
          initial={variant.stockPolicy}
        >
          {stockPolicySchema.options.map((policy) => (
            <option key={policy} value={policy}>
              {t(`rules.policies.${policy}`)}
            </option>
          ))}
        </FormSelect>
        <FormField
          {...number}
          id="oversellMax"
          name="oversellMax"
          seen="seen-oversellMax"
          label={t("rules.oversellMax")}
          hint={t("rules.oversellHint")}
          initial={variant.oversellMax > 0 ? String(variant.oversellMax) : ""}
        />
        <FormField
          id="shipsFrom"
          name="shipsFrom"
          seen="seen-shipsFrom"
          type="date"
          label={t("rules.shipsFrom")}
          hint={t("rules.shipsFromHint")}
          initial={variant.shipsFrom ? utcDay(variant.shipsFrom) : ""}
        />
        <FormField
          {...number}
          id="lowStockAt"
          name="lowStockAt"
          seen="seen-lowStockAt"
          label={t("rules.lowStockAt")}
          hint={t("rules.lowStockHint")}
          initial={variant.lowStockAt === null ? "" : String(variant.lowStockAt)}
        />
        <FormField
          {...number}
          id="perCustomerMax"
          name="perCustomerMax"
          seen="seen-perCustomerMax"
          label={t("rules.perCustomerMax")}
          hint={t("rules.perCustomerHint")}
          initial={variant.perCustomerMax === null ? "" : String(variant.perCustomerMax)}
        />
        <FormField
          {...number}
          id="stripes"
          name="stripes"
          seen="seen-stripes"
          label={t("rules.stripes")}
          hint={t("rules.stripesHint")}
          initial={String(variant.stripes)}
        />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("rules.save")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
