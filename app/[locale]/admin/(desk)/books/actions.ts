"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/auth";
import { idOfName, idSchema } from "@/lib/core/ids";
import { formatMoney, parseAmount } from "@/lib/core/money";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { findOrderByNumber } from "@/lib/orders/find-order-by-number";
import { typedOrderNumber } from "@/lib/orders/order-number";
import { oweAgain, previewOweAgain } from "@/lib/orders/reconcile/owe-again";
import { missingMoneyOutcomes, settleByHand } from "@/lib/orders/reconcile/settle-by-hand";
import { refundOrder } from "@/lib/orders/refund-order";
import { lacks, outdatedForm } from "../outdated-form";

/** Made of what kind it is and of Stripe's id. */
const differenceIdSchema = z.string().regex(/^[!-~]{1,200}$/);

const againSchema = z.object({ differenceId: differenceIdSchema, confirm: z.string().default("") });

/**
 * The first press says what would go out, and by which way; the second does it, or asks again where a look just before finds
 * that it comes to something else by now.
 */
export async function oweItAgain(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const operator = await requireOperator(locale, "/admin/books");
  const t = await getTranslations({ locale, namespace: "payments" });
  const parsed = againSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return failedForm(form, t("books.verbs.gone"));
  const { differenceId, confirm } = parsed.data;
  const possible = await previewOweAgain(db(), operator, differenceId, new Date());
  const asked = possible.ok ? JSON.stringify([differenceId, possible.value]) : "";
  const ask = possible.ok && confirm !== asked;
  const result = ask || !possible.ok ? possible : await oweAgain(db(), operator, differenceId, new Date());
  if (!ask) refresh();
  if (!result.ok) return failedForm(form, t(`books.verbs.${result.error.code}`));
  const { amount, creditAmount, currency } = result.value;
  const told = (sum: number) => formatMoney({ amount: sum, currency }, locale);
  const way = creditAmount === 0 ? "source" : creditAmount < amount ? "both" : "credit";
  const sums = { amount: told(amount - creditAmount), credit: told(creditAmount) };
  return ask
    ? askForm(form, t(`books.verbs.oweAgainAsk.${way}`, sums), asked)
    : doneForm(t(`books.verbs.owed.${way}`, sums));
}

const settleSchema = z.object({
  differenceId: differenceIdSchema,
  reason: typedText().min(1).max(500),
  /** Asked of money that is missing only. */
  outcome: z.enum(missingMoneyOutcomes).optional(),
});

export async function settle(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const operator = await requireOperator(locale, "/admin/books");
  const t = await getTranslations({ locale, namespace: "payments" });
  const parsed = settleSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "differenceId")) return outdatedForm(form, locale);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
    return failedForm(form, null, {
      ...(wrong.has("reason") ? { reason: t("books.verbs.becauseMissing") } : {}),
      ...(wrong.has("outcome") ? { outcome: t("books.verbs.outcomeMissing") } : {}),
    });
  }
  const settled = await settleByHand(db(), operator, parsed.data, new Date());
  refresh();
  return settled ? doneForm(t("books.verbs.settled")) : failedForm(form, t("books.verbs.gone"));
}

const shippingSchema = z.object({
  refundId: idSchema,
  number: typedOrderNumber,
  amount: typedText().max(20),
  note: typedText().max(500).default(""),
  confirm: z.string().default(""),
});

/** Of any order, for what a merchant alone can't give back. Asked about before it is done. */
export async function giveShippingBack(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const operator = await requireOperator(locale, "/admin/books");
  const t = await getTranslations({ locale, namespace: "payments" });
  const parsed = shippingSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "refundId")) return outdatedForm(form, locale);
  const order = parsed.success ? await findOrderByNumber(db(), parsed.data.number) : null;
  if (!parsed.success || !order) return failedForm(form, null, { number: t("books.shipping.unknown") });
  const { number, note, confirm } = parsed.data;
  const { customerId, orderId, currency } = order;
  const shippingAmount = parseAmount(parsed.data.amount, currency);
  if (!shippingAmount) return failedForm(form, null, { amount: t("books.shipping.amountWrong") });
  const told = (amount: number) => formatMoney({ amount, currency }, locale);
  const asked = `${number} ${shippingAmount}`;
  if (confirm !== asked) return askForm(form, t("books.shipping.ask", { amount: told(shippingAmount), number }), asked);

  const choice = { lines: [], shippingAmount };
  const refundId = await shippingRefundId({ customerId, orderId }, parsed.data.refundId, shippingAmount);
  const wish = { customerId, orderId, refundId, choice, reason: "other", note };
  const result = await refundOrder(db(), operator, wish, new Date());
  refresh();
  if (result.ok) return doneForm(t("books.shipping.done", { amount: told(shippingAmount) }));
  const { error } = result;
  if (error.code === "not_captured") return failedForm(form, t("books.shipping.notCaptured"));
  if (error.code === "disputed") return failedForm(form, t("books.shipping.disputed"));
  if (error.code === "lost") return failedForm(form, t("books.shipping.lost", { amount: told(error.amount) }));
  if (error.code === "shipping_invalid" || error.code === "too_much")
    return failedForm(form, null, { amount: t("books.shipping.tooMuch", { left: told(error.left) }) });
  return failedForm(form, null, { number: t("books.shipping.unknown") });
}

/**
 * One for each amount that is given back from the same form. What an earlier release has written bears the form's own id: sent
 * again during a deployment, it is the same refund.
 */
async function shippingRefundId(
  key: { customerId: string; orderId: string },
  formId: string,
  amount: number,
): Promise<string> {
  const customerId_orderId_refundId = { ...key, refundId: formId };
  const written = await db().refund.findUnique({
    where: { customerId_orderId_refundId, amount },
    select: { refundId: true },
  });
  return written?.refundId ?? idOfName(`${key.orderId} ${amount}`, formId);
}
