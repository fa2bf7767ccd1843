import { getTranslations } from "next-intl/server";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { CellField } from "@/components/ui/form-fields";
import type { Locale } from "@/lib/i18n/markets";
import type { SearchRule } from "@/lib/search/merchandising/rule";
import { pin, unpin } from "../actions";

interface PinFormProps {
  rule: SearchRule;
  locale: Locale;
  productId: string;
  title: string;
}

const small = "button-outline min-h-11! px-4! text-sm!";

/** Puts a product at a place: the next free one, unless another is typed. */
export async function PinForm({ rule, locale, productId, title }: PinFormProps) {
  const t = await getTranslations("rules");
  const taken = new Set(rule.pins.map(({ position }) => position));
  let free = 1;
  while (taken.has(free)) free++;
  return (
    <ActionForm action={pin.bind(null, locale, rule.ruleId)} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="productId" value={productId} />
      <span className="w-18">
        <CellField
          // Once something is pinned the next free place is another: a new key takes it up.
          key={free}
          name="position"
          inputMode="numeric"
          maxLength={3}
          initial={String(free)}
          label={t("positionOf", { title })}
        />
      </span>
      <FormSubmit className={small}>
        {t("pin")}
        <span className="sr-only"> {title}</span>
      </FormSubmit>
      <FormMessage />
    </ActionForm>
  );
}

export async function UnpinForm({ rule, locale, productId, title }: PinFormProps) {
  const t = await getTranslations("rules");
  return (
    <ActionForm action={unpin.bind(null, locale, { ruleId: rule.ruleId, productId })} className="grid gap-1">
      <FormSubmit className={small}>
        {t("unpin")}
        <span className="sr-only"> {title}</span>
      </FormSubmit>
      <FormMessage />
    </ActionForm>
  );
}
