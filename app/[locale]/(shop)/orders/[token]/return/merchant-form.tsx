import { getTranslations } from "next-intl/server";
import { SnapshotPicture } from "@/components/orders/snapshot-picture";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import type { Sellable } from "@/lib/catalog/read-sellables";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";
import { returnReasons } from "@/lib/orders/returns/return";
import { askForReturn } from "../actions";
import { ExchangeChoice } from "./exchange-choice";

export type ReturnableLine = OrderView["lines"][number] & { left: number; replacements: Sellable[] };

interface FormProps {
  lines: ReturnableLine[];
  token: string;
  locale: Locale;
  currency: Currency;
}

/** What goes back to one merchant, and what the buyer gets for it. */
export async function MerchantForm({ lines, token, locale, currency }: FormProps) {
  const t = await getTranslations("returns");
  const [first] = lines;
  if (!first) return null;
  const canExchange = lines.some(({ replacements }) => replacements.length > 0);
  return (
    <ActionForm
      action={askForReturn.bind(null, locale, token)}
      className="group mt-8 grid grid-cols-[minmax(0,1fr)] gap-6"
    >
      <h2 className="text-lg font-bold">{t("request.from", { merchant: first.merchantName })}</h2>
      <input type="hidden" name="returnId" value={newId()} />
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {lines.map((line) => (
          <ReturnLine key={line.lineId} line={line} initial={lines.length === 1 ? "1" : "0"} locale={locale} />
        ))}
      </ul>
      <FormSelect
        id={`resolution-${first.lineId}`}
        name="resolution"
        label={t("request.wants")}
        hint={t("request.wantsHint")}
        initial="refund"
      >
        <option value="refund">{t("resolutions.refund")}</option>
        <option value="store_credit">{t("resolutions.store_credit")}</option>
        {canExchange ? <option value="exchange">{t("resolutions.exchange")}</option> : null}
      </FormSelect>
      {canExchange ? <ExchangeChoice lines={lines} locale={locale} currency={currency} /> : null}
      <FormField
        id={`comment-${first.lineId}`}
        name="comment"
        label={t("request.comment")}
        maxLength={500}
        autoComplete="off"
      />
      <FormMessage />
      <div>
        <FormSubmit className="button-accent">{t("request.submit")}</FormSubmit>
      </div>
    </ActionForm>
  );
}

async function ReturnLine({ line, initial, locale }: { line: ReturnableLine; initial: string; locale: Locale }) {
  const t = await getTranslations("returns");
  const { lineId, title, options, left } = line;
  return (
    <li className="grid gap-4 border-t border-line pt-5">
      <div className="flex gap-4">
        <SnapshotPicture line={line} />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold [overflow-wrap:anywhere]">{title}</span>
          <span className="block text-sm text-soft">{options.map(({ value }) => value).join(" · ")}</span>
        </span>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormSelect id={`units-${lineId}`} name={`units.${lineId}`} label={t("request.units")} initial={initial}>
          {Array.from({ length: left + 1 }, (_, index) => index).map((units) => (
            <option key={units} value={units}>
              {units === 0 ? t("request.keep") : formatNumber(units, locale)}
            </option>
          ))}
        </FormSelect>
        <FormSelect
          id={`reason-${lineId}`}
          name={`reason.${lineId}`}
          label={t("request.why")}
          initial={returnReasons[0]}
        >
          {returnReasons.map((reason) => (
            <option key={reason} value={reason}>
              {t(`reasons.${reason}`)}
            </option>
          ))}
        </FormSelect>
      </div>
    </li>
  );
}
