"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { env } from "@/lib/core/env";
import { idSchema } from "@/lib/core/ids";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { mailCredit } from "@/lib/orders/mail-credit";
import { readOrderToken } from "@/lib/orders/order-token";
import { cancelReturn } from "@/lib/orders/returns/cancel-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { resolutionSchema, returnReasonSchema } from "@/lib/orders/returns/return";
import { readUnits, unitsField } from "./read-units";

const wordsFor = (tag: unknown) => getTranslations({ locale: localeOf(tag), namespace: "returns" });
const tokenSchema = z.string().max(200);

function orderOf(token: unknown) {
  const parsed = tokenSchema.safeParse(token);
  return parsed.success ? readOrderToken(parsed.data, env().AUTH_SECRET) : null;
}

/** What a buyer calls off, but for the lines; null where the link or the form is none of ours. */
function wishOf(token: unknown, form: FormData) {
  const order = orderOf(token);
  const id = idSchema.safeParse(form.get("cancellationId"));
  if (!order || !id.success) return null;
  return { ...order, cancellationId: id.data, reason: "changed_mind", actor: "shopper" } as const;
}

/** Whoever holds the order's signed link calls it off, as long as nothing has left. */
export async function cancelPaidOrder(
  tag: unknown,
  token: unknown,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const t = await wordsFor(tag);
  const wish = wishOf(token, form);
  if (!wish) return failedForm(form, t("cancel.errors.not_found"));
  const result = await cancelLines(db(), { ...wish, lines: "all", untouched: true }, new Date());
  refresh();
  if (!result.ok) return failedForm(form, t(`cancel.errors.${result.error.code}`));
  return doneForm(t(result.value.withheld > 0 ? "cancel.doneWithheld" : "cancel.done"));
}

/** As cancelPaidOrder, for some of what has not left. */
export async function cancelItems(
  tag: unknown,
  token: unknown,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const t = await wordsFor(tag);
  const wish = wishOf(token, form);
  if (!wish) return failedForm(form, t("cancel.errors.not_found"));
  const result = await cancelLines(db(), { ...wish, lines: readUnits(form) }, new Date());
  refresh();
  if (result.ok) return doneForm(t(result.value.withheld > 0 ? "cancel.items.doneWithheld" : "cancel.items.done"));
  const { error } = result;
  if (error.code === "quantity_invalid")
    return failedForm(form, null, { [unitsField(error.lineId)]: t("unitsWrong", { left: error.left }) });
  return failedForm(form, error.code === "not_found" ? t("cancel.errors.not_found") : t(`cancel.items.${error.code}`));
}

const requestSchema = z.object({
  returnId: idSchema,
  resolution: resolutionSchema,
  comment: typedText().max(500).default(""),
});

/** Done, it leads to the order's page, which shows the return and what comes next. */
export async function askForReturn(
  tag: unknown,
  token: unknown,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const order = orderOf(token);
  const t = await wordsFor(tag);
  const parsed = requestSchema.safeParse(Object.fromEntries(form));
  if (!order || !parsed.success) return failedForm(form, t("request.errors.not_found"));
  const lines = readUnits(form).map(({ lineId, quantity }) => {
    const reason = returnReasonSchema.catch("changed_mind").parse(form.get(`reason.${lineId}`));
    const exchange = idSchema.safeParse(form.get(`exchange.${lineId}`));
    return { lineId, quantity, reason, ...(exchange.success ? { exchangeVariantId: exchange.data } : {}) };
  });
  const result = await requestReturn(db(), { ...order, ...parsed.data, lines }, new Date());
  if (result.ok) redirect(`/${localeOf(tag)}/orders/${token}#changes`);
  refresh();
  const { error } = result;
  if (error.code === "quantity_invalid")
    return failedForm(form, null, { [unitsField(error.lineId)]: t("unitsWrong", { left: error.left }) });
  if (error.code === "not_exchangeable")
    return failedForm(form, null, { [`exchange.${error.lineId}`]: t("request.errors.not_exchangeable") });
  return failedForm(form, t(`request.errors.${error.code}`));
}

export async function keepItems(
  tag: unknown,
  token: unknown,
  returnId: string,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const order = orderOf(token);
  const t = await wordsFor(tag);
  const id = idSchema.safeParse(returnId);
  if (!order || !id.success) return failedForm(form, t("keep.errors.not_found"));
  const result = await cancelReturn(db(), { ...order, returnId: id.data }, new Date());
  refresh();
  return result.ok ? doneForm(t("keep.done")) : failedForm(form, t(`keep.errors.${result.error.code}`));
}

/** Whoever holds the order's signed link has the credit mailed, to the order's own address and to no other. */
export async function sendCredit(
  tag: unknown,
  token: unknown,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const order = orderOf(token);
  const t = await wordsFor(tag);
  const sendingId = idSchema.safeParse(form.get("sendingId"));
  if (!order || !sendingId.success) return failedForm(form, t("mailCredit.errors.not_found"));
  const wish = { ...order, sendingId: sendingId.data, reason: "buyer_asked", by: "shopper" } as const;
  const result = await mailCredit(db(), wish, { secret: env().AUTH_SECRET }, new Date());
  refresh();
  return result.ok ? doneForm(t("mailCredit.done")) : failedForm(form, t(`mailCredit.errors.${result.error.code}`));
}
