import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormSelect } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { cancellableUnits } from "@/lib/orders/choose-units";
import { lineName } from "@/lib/orders/line-name";
import { shippedUnits } from "@/lib/orders/parcels";
import { readDisputes } from "@/lib/orders/read-disputes";
import type { OrderView } from "@/lib/orders/read-order";
import { cancelItems, cancelPaidOrder } from "./actions";
import { unitsField } from "./read-units";

interface CancelProps {
  order: OrderView;
  token: string;
  locale: Locale;
}

/** What has not left can be called off: some of it, or the whole order while nothing has. The forms stay to say what came of it. */
export async function CancelForms({ order, token, locale }: CancelProps) {
  const [t, disputes] = await Promise.all([getTranslations("returns"), readDisputes(db(), order)]);
  const isWithheld = disputes.length > 0;
  const untouched = order.status === "paid" && shippedUnits(order.events).size === 0;
  const left =
    order.status === "paid" || order.status === "partially_shipped"
      ? cancellableUnits(order)
      : new Map<string, number>();
  const lines = order.lines.flatMap((line) => {
    const units = left.get(line.lineId) ?? 0;
    return units > 0 ? [{ ...line, left: units }] : [];
  });
  const isOnlyUnit = untouched && lines.length === 1 && lines[0]?.left === 1;
  return (
    <div className="mt-4 grid gap-1">
      <ActionForm action={cancelItems.bind(null, locale, token)} className="grid gap-3">
        {lines.length > 0 && !isOnlyUnit ? (
          <Disclosure
            title={t("cancel.items.title")}
            text={t(isWithheld ? "cancel.items.textWithheld" : "cancel.items.text")}
          >
            <ul className="mt-3 grid max-w-md grid-cols-[minmax(0,1fr)] gap-4">
              {lines.map((line) => (
                <UnitsChoice key={line.lineId} line={line} locale={locale} />
              ))}
            </ul>
            <FormSubmit className="button-outline mt-4">{t("cancel.items.confirm")}</FormSubmit>
          </Disclosure>
        ) : null}
        <FormMessage />
      </ActionForm>
      <ActionForm action={cancelPaidOrder.bind(null, locale, token)} className="grid gap-3">
        {untouched ? (
          <Disclosure title={t("cancel.title")} text={t(isWithheld ? "cancel.textWithheld" : "cancel.text")}>
            <FormSubmit className="button-outline mt-3">{t("cancel.confirm")}</FormSubmit>
          </Disclosure>
        ) : null}
        <FormMessage />
      </ActionForm>
    </div>
  );
}

function Disclosure({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center">
        <span className="text-link">{title}</span>
      </summary>
      <p className="mt-2 max-w-[60ch] text-soft">{text}</p>
      <input type="hidden" name="cancellationId" value={newId()} />
      {children}
    </details>
  );
}

async function UnitsChoice({ line, locale }: { line: OrderView["lines"][number] & { left: number }; locale: Locale }) {
  const t = await getTranslations("returns");
  const { lineId, left } = line;
  return (
    <li>
      <FormSelect id={`cancel-${lineId}`} name={unitsField(lineId)} label={lineName(line)} initial="0">
        {Array.from({ length: left + 1 }, (_, index) => index).map((units) => (
          <option key={units} value={units}>
            {units === 0 ? t("cancel.items.keep") : t("cancel.items.units", { units: formatNumber(units, locale) })}
          </option>
        ))}
      </FormSelect>
    </li>
  );
}
