"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { idOrNil } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { typedCount } from "@/lib/core/typed-count";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { isDisputed } from "@/lib/orders/is-disputed";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { exchangeReturn } from "@/lib/orders/returns/exchange-return";
import { inspectReturn } from "@/lib/orders/returns/inspect-return";
import { readOwnReturn } from "@/lib/orders/returns/read-own-return";
import { readReturnValue } from "@/lib/orders/returns/read-return-value";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { refundReturn } from "@/lib/orders/returns/refund-return";
import { rejectReturn } from "@/lib/orders/returns/reject-return";

const labelSchema = z.object({
  carrier: typedText().max(60).default(""),
  tracking: typedText().max(60).default(""),
});
const reasonSchema = typedText().min(3).max(300);

export async function approve(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const label = labelSchema.safeParse(Object.fromEntries(form));
  if (!label.success) return failedForm(form, t("steps.approve.tooLong"));
  const insteadRefund = form.get("gets") === "refund";
  const approval = { returnId: idOrNil.parse(id), ...label.data, insteadRefund };
  const result = await approveReturn(db(), staff, approval, new Date());
  refresh();
  return result.ok ? doneForm(t("steps.approve.done")) : failedForm(form, t(`steps.errors.${result.error.code}`));
}

export async function reject(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const reason = reasonSchema.safeParse(form.get("reason"));
  if (!reason.success) return failedForm(form, null, { reason: t("steps.reject.missing") });
  if (form.get("confirm") !== reason.data) return askForm(form, t("steps.reject.preview"), reason.data);
  const result = await rejectReturn(db(), staff, { returnId: idOrNil.parse(id), reason: reason.data }, new Date());
  refresh();
  return result.ok ? doneForm(t("steps.reject.done")) : failedForm(form, t(`steps.errors.${result.error.code}`));
}

export async function receive(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const result = await receiveReturn(db(), staff, { returnId: idOrNil.parse(id) }, new Date());
  refresh();
  return result.ok ? doneForm(t("steps.receive.done")) : failedForm(form, t(`steps.errors.${result.error.code}`));
}

export async function inspect(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const unitsOf = (name: string) => typedCount(form.get(name)) ?? Number.NaN;
  const lines = [...form.keys()].flatMap((name) => {
    const [, lineId] = /^accepted\.(.+)$/.exec(name) ?? [];
    return lineId ? [{ lineId, accepted: unitsOf(name), restock: unitsOf(`restock.${lineId}`) }] : [];
  });
  const result = await inspectReturn(db(), staff, { returnId: idOrNil.parse(id), lines }, new Date());
  refresh();
  if (result.ok) return doneForm(t("steps.inspect.done"));
  const { error } = result;
  if (error.code !== "quantity_invalid") return failedForm(form, t(`steps.errors.${error.code}`));
  const { lineId } = error;
  const { accepted = 0, restock = 0 } = lines.find((line) => line.lineId === lineId) ?? {};
  const field = accepted >= 0 && !(restock >= 0 && restock <= accepted) ? "restock" : "accepted";
  return failedForm(form, null, { [`${field}.${lineId}`]: t("steps.inspect.wrong") });
}

export async function exchange(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const returnId = idOrNil.parse(id);
  const own = await readOwnReturn(db(), staff.merchantId, returnId);
  const result = await exchangeReturn(db(), staff, { returnId }, new Date());
  refresh();
  if (!result.ok || !own) return failedForm(form, t(`steps.errors.${result.ok ? "not_found" : result.error.code}`));
  const { number, difference } = result.value;
  const amount = formatMoney({ amount: difference, currency: own.order.currency }, locale);
  return doneForm(
    difference > 0 ? t("steps.exchange.doneLess", { number, amount }) : t("steps.exchange.done", { number }),
  );
}

/** The first press says what goes back, the second gives it. Where nothing is left, the return is closed. */
export async function settle(tag: unknown, id: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/returns");
  const t = await getTranslations({ locale, namespace: "returns" });
  const returnId = idOrNil.parse(id);
  const own = await readOwnReturn(db(), staff.merchantId, returnId);
  if (!own) return failedForm(form, t("steps.errors.not_found"));
  const { customerId, orderId, currency } = own.order;
  const told = (amount: number) => formatMoney({ amount, currency }, locale);
  const value = await readReturnValue(db(), { customerId, orderId, returnId });
  if (value && value.amount > 0 && (await isDisputed(db(), { customerId, orderId })))
    return failedForm(form, t("steps.errors.disputed"));
  if (value && !value.isUntaken && form.get("confirm") !== String(value.amount))
    return askForm(
      form,
      value.amount > 0 ? t("steps.settle.preview", { amount: told(value.amount) }) : t("steps.settle.closePreview"),
      String(value.amount),
    );
  const result = await refundReturn(db(), staff, { returnId }, new Date());
  refresh();
  if (!result.ok) return failedForm(form, t(`steps.errors.${result.error.code}`));
  const { amount } = result.value;
  return doneForm(amount > 0 ? t("steps.settle.done", { amount: told(amount) }) : t("steps.settle.closed"));
}
