import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnVariant } from "@/lib/merchants/read-own-product";
import { moveStock } from "./actions";

interface TransferFormProps {
  variant: OwnVariant;
  productId: string;
  locations: { locationId: string; name: string; active: boolean }[];
  locale: Locale;
}

export async function TransferForm({ variant, productId, locations, locale }: TransferFormProps) {
  const t = await getTranslations("stock");
  const open = locations.filter(({ active }) => active);
  const options = open.map(({ locationId, name }) => (
    <option key={locationId} value={locationId}>
      {name}
    </option>
  ));
  return (
    <Panel title={t("transfer.title")}>
      <ActionForm action={moveStock.bind(null, locale)} className="grid gap-4">
        <input type="hidden" name="changeId" value={newId()} />
        <input type="hidden" name="productId" value={productId} />
        <input type="hidden" name="variantId" value={variant.variantId} />
        <FormSelect
          id="fromLocationId"
          name="fromLocationId"
          label={t("transfer.from")}
          initial={open[0]?.locationId ?? ""}
        >
          {options}
        </FormSelect>
        <FormSelect id="toLocationId" name="toLocationId" label={t("transfer.to")} initial={open[1]?.locationId ?? ""}>
          {options}
        </FormSelect>
        <FormField
          id="quantity"
          name="quantity"
          label={t("transfer.quantity")}
          inputMode="numeric"
          autoComplete="off"
        />
        <FormField id="transferReason" name="reason" label={t("transfer.reason")} maxLength={200} autoComplete="off" />
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{t("transfer.submit")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
