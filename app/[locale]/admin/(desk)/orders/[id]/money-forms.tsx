import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import { FormCheck, FormField, FormSelect } from "@/components/ui/form-fields";
import { newId } from "@/lib/core/ids";
import { formatMoney, toTyped } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import type { Locale } from "@/lib/i18n/markets";
import { type MoneyView, readMoneyView } from "@/lib/orders/read-money-view";
import { callOff, giveBack } from "./money-actions";
import { cancelReasons, refundReasons, taxField } from "./parse-money";
import { UnitRows } from "./unit-rows";

/** Calling off what has not left, and giving money back. Each form says what it would do before it does it. */
export async function MoneyForms({
  order,
  staff,
  locale,
}: {
  order: FulfilmentDetail;
  staff: { merchantId: string; operator: boolean };
  locale: Locale;
}) {
  const money = await readMoneyView(db(), order, staff);
  if (!money) return null;
  return (
    <>
      <CallOffForm order={order} money={money} locale={locale} />
      <RefundForm order={order} money={money} locale={locale} />
    </>
  );
}

interface FormProps {
  order: FulfilmentDetail;
  money: MoneyView;
  locale: Locale;
}

async function CallOffForm({ order, money, locale }: FormProps) {
  const t = await getTranslations("returns");
  const lines = money.lines.filter(({ cancellable }) => cancellable > 0);
  return (
    <ActionForm action={callOff.bind(null, locale)} className="contents">
      {lines.length === 0 ? (
        <FormMessage />
      ) : (
        <Panel title={t("callOff.title")}>
          <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
          <input type="hidden" name="cancellationId" value={newId()} />
          <p className="mb-3 text-sm text-soft">{t(money.isAuthorized ? "callOff.textUntaken" : "callOff.text")}</p>
          <UnitRows
            kind="cancel"
            label={t("callOff.units")}
            locale={locale}
            lines={lines.map(({ lineId, name, cancellable }) => ({ lineId, name, left: cancellable }))}
          />
          <div className="grid gap-4 border-t border-line pt-4">
            <FormSelect id="cancel-reason" name="reason" label={t("reason")} initial={cancelReasons[0]}>
              {cancelReasons.map((reason) => (
                <option key={reason} value={reason}>
                  {t(`callOff.reasons.${reason}`)}
                </option>
              ))}
            </FormSelect>
            <FormMessage />
            <div>
              <FormConfirm again={t("callOff.confirm")}>{t("callOff.look")}</FormConfirm>
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}

async function RefundForm({ order, money, locale }: FormProps) {
  const t = await getTranslations("returns");
  const lines = money.lines.filter(({ refundable }) => refundable > 0);
  const taxed = money.lines.filter(({ taxLeft }) => taxLeft > 0);
  const none = money.isAuthorized || (lines.length === 0 && taxed.length === 0 && money.shippingLeft === 0);
  const left = toTyped({ amount: money.shippingLeft, currency: order.currency }, locale);
  return (
    <ActionForm action={giveBack.bind(null, locale)} className="contents">
      {none ? (
        <FormMessage />
      ) : (
        <Panel title={t("refund.title")}>
          <input type="hidden" name="fulfilmentId" value={order.fulfilmentId} />
          <input type="hidden" name="refundId" value={newId()} />
          <p className="mb-3 text-sm text-soft">{t("refund.text")}</p>
          <UnitRows
            kind="refund"
            label={t("refund.units")}
            locale={locale}
            lines={lines.map(({ lineId, name, refundable, returning }) => ({
              lineId,
              name,
              left: refundable,
              note: returning > 0 ? t("refund.returning", { count: returning }) : null,
            }))}
          />
          {taxed.length > 0 ? (
            <fieldset className="border-t border-line pt-4 pb-2">
              <legend className="sr-only">{t("refund.taxAlone")}</legend>
              <p className="text-sm font-semibold">{t("refund.taxAlone")}</p>
              <p className="mb-1 text-sm text-soft">{t("refund.taxAloneText")}</p>
              {taxed.map(({ lineId, name, taxLeft }) => (
                <FormCheck key={lineId} name={taxField(lineId)}>
                  {t("refund.taxOf", {
                    title: name,
                    amount: formatMoney({ amount: taxLeft, currency: order.currency }, locale),
                  })}
                </FormCheck>
              ))}
            </fieldset>
          ) : null}
          <div className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
            {money.shippingLeft > 0 ? (
              <FormField
                id="refund-shipping"
                name="shipping"
                label={t("refund.shipping", { currency: order.currency })}
                hint={t("refund.shippingHint", { left })}
                inputMode="decimal"
                autoComplete="off"
              />
            ) : null}
            <FormSelect id="refund-reason" name="reason" label={t("reason")} initial={refundReasons[0]}>
              {refundReasons.map((reason) => (
                <option key={reason} value={reason}>
                  {t(`refund.reasons.${reason}`)}
                </option>
              ))}
            </FormSelect>
            <FormField
              id="refund-note"
              name="note"
              label={t("refund.note")}
              maxLength={500}
              autoComplete="off"
              className="sm:col-span-2"
            />
            <div className="grid gap-3 sm:col-span-2">
              <FormMessage />
              <div>
                <FormConfirm again={t("refund.confirm")}>{t("refund.look")}</FormConfirm>
              </div>
            </div>
          </div>
        </Panel>
      )}
    </ActionForm>
  );
}
