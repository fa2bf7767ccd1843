"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { formatMoney, parseAmount } from "@/lib/core/money";
import { db } from "@/lib/db/client";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { cancelLines, previewCancel } from "@/lib/orders/cancel-lines";
import type { CalledOff } from "@/lib/orders/choose-units";
import { previewRefund, refundOrder } from "@/lib/orders/refund-order";
import { lacks, outdatedForm } from "../../outdated-form";
import { cancelFormSchema, readRefundLines, readUnits, refundFormSchema, unitsField } from "./parse-money";

/**
 * The first press says what would go back; the second, of the same choice, does it, or asks again where a look just before
 * finds that it comes to something else by now.
 */
export async function giveBack(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "returns" });
  const parsed = refundFormSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "fulfilmentId", "refundId")) return outdatedForm(form, locale);
  const order = parsed.success ? await readFulfilment(db(), staff.merchantId, parsed.data.fulfilmentId) : null;
  if (!parsed.success || !order) return failedForm(form, t("refund.errors.not_found"));
  const { refundId, reason, note, shipping, confirm } = parsed.data;
  const shippingAmount = shipping === "" ? 0 : parseAmount(shipping, order.currency);
  if (shippingAmount === null) return failedForm(form, null, { shipping: t("refund.shippingWrong") });

  const { customerId, orderId, currency } = order;
  const choice = { lines: readRefundLines(form), shippingAmount };
  const told = (amount: number) => formatMoney({ amount, currency }, locale);
  const wish = { customerId, orderId, refundId, choice, reason, note };
  const possible = await previewRefund(db(), staff, wish, new Date());
  if (possible?.ok) {
    const { amount, taxAmount } = possible.value;
    const asked = JSON.stringify({ ...choice, amount });
    if (confirm !== asked)
      return askForm(form, t("refund.preview", { amount: told(amount), tax: told(taxAmount) }), asked);
  }
  const result = possible?.ok === false ? possible : await refundOrder(db(), staff, wish, new Date());
  refresh();
  if (result.ok) return doneForm(t("refund.done", { amount: told(result.value.amount) }));
  const { error } = result;
  if (error.code === "quantity_invalid")
    return failedForm(form, t("refund.errors.quantity_invalid"), {
      [unitsField("refund", error.lineId)]: t("unitsWrong", { left: error.left }),
    });
  if (error.code === "shipping_invalid")
    return failedForm(form, null, { shipping: t("refund.shippingTooMuch", { left: told(error.left) }) });
  if (error.code === "lost") return failedForm(form, t("refund.errors.lost", { amount: told(error.amount) }));
  return failedForm(form, t(`refund.errors.${error.code}`));
}

/** As giveBack, for units that are not to be sent any more. */
export async function callOff(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "returns" });
  const parsed = cancelFormSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "fulfilmentId", "cancellationId")) return outdatedForm(form, locale);
  const order = parsed.success ? await readFulfilment(db(), staff.merchantId, parsed.data.fulfilmentId) : null;
  if (!parsed.success || !order) return failedForm(form, t("callOff.errors.not_found"));
  const { cancellationId, reason, confirm } = parsed.data;
  const lines = readUnits(form, "cancel");
  const { customerId, orderId, currency } = order;
  const { merchantId, staffId } = staff;
  const wish = { customerId, orderId, cancellationId, lines, reason, merchantId, actor: `staff:${staffId}` } as const;
  const moneyOf = ({ amount, untaken, withheld }: CalledOff) => {
    const kind = amount === 0 ? "none" : untaken === 0 ? "back" : untaken < amount ? "both" : "untaken";
    const told = (sum: number) => formatMoney({ amount: sum, currency }, locale);
    const money = t(`callOff.money.${kind}`, { back: told(amount - untaken), untaken: told(untaken) });
    return withheld > 0 ? t("callOff.withheld", { money, withheld: told(withheld) }) : money;
  };
  const possible = await previewCancel(db(), wish, new Date());
  if (possible?.ok) {
    const asked = JSON.stringify({ lines, ...possible.value });
    const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    if (confirm !== asked) return askForm(form, t("callOff.preview", { count, money: moneyOf(possible.value) }), asked);
  }
  const result = possible?.ok === false ? possible : await cancelLines(db(), wish, new Date());
  refresh();
  if (result.ok) return doneForm(t("callOff.done", { money: moneyOf(result.value) }));
  const { error } = result;
  const errors =
    error.code === "quantity_invalid"
      ? { [unitsField("cancel", error.lineId)]: t("unitsWrong", { left: error.left }) }
      : {};
  return failedForm(form, t(`callOff.errors.${error.code}`), errors);
}
