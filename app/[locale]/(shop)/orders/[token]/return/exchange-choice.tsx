import { getTranslations } from "next-intl/server";
import { FormSelect } from "@/components/ui/form-fields";
import type { Sellable } from "@/lib/catalog/read-sellables";
import { type Currency, formatMoney } from "@/lib/core/money";
import type { Locale } from "@/lib/i18n/markets";
import { nameOf } from "@/lib/orders/returns/name-replacements";
import type { ReturnableLine } from "./merchant-form";

interface ChoiceProps {
  lines: ReturnableLine[];
  locale: Locale;
  currency: Currency;
}

/** Shown, without a script too, as soon as the form's wish is an exchange: what each line shall be exchanged for. */
export async function ExchangeChoice({ lines, locale, currency }: ChoiceProps) {
  const t = await getTranslations("returns");
  const told = (line: ReturnableLine, found: Sellable) => {
    const what = found.variantId === line.variantId ? t("request.exchangeSame") : nameOf(found);
    const less = Math.floor(line.totalAmount / line.quantity) - found.amount;
    return less > 0 ? t("request.less", { what, amount: formatMoney({ amount: less, currency }, locale) }) : what;
  };
  return (
    <div className="hidden gap-6 group-has-[option[value=exchange]:checked]:grid">
      {lines.map((line) => (
        <FormSelect
          key={line.lineId}
          id={`exchange-${line.lineId}`}
          name={`exchange.${line.lineId}`}
          label={lines.length === 1 ? t("request.exchangeFor") : t("request.exchangeOf", { title: line.title })}
          hint={t("request.exchangeHint")}
        >
          <option value="">{t(line.replacements.length > 0 ? "request.exchangeNone" : "request.exchangeGone")}</option>
          {line.replacements.map((found) => (
            <option key={found.variantId} value={found.variantId}>
              {told(line, found)}
            </option>
          ))}
        </FormSelect>
      ))}
    </div>
  );
}
