"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/auth";
import { env } from "@/lib/core/env";
import { idSchema } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { readFulfilment } from "@/lib/fulfilment/read-fulfilment";
import { sentForm } from "@/lib/http/sent-form";
import { formatList } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/markets";
import { mailCredit } from "@/lib/orders/mail-credit";
import { lacks, outdatedForm } from "../../outdated-form";

const idsSchema = z.object({ fulfilmentId: idSchema, sendingId: idSchema });
const reasonSchema = typedText().min(1).max(200);

/** Who runs the shop has a customer's store credit mailed as a gift card. */
export async function sendCredit(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireOperator(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "returns.mailCredit" });
  const ids = idsSchema.safeParse(Object.fromEntries(form));
  if (lacks(ids.error, "fulfilmentId", "sendingId")) return outdatedForm(form, locale);
  const order = ids.success ? await readFulfilment(db(), staff.merchantId, ids.data.fulfilmentId) : null;
  if (!ids.success || !order) return failedForm(form, t("errors.not_found"));
  const reason = reasonSchema.safeParse(form.get("reason"));
  if (!reason.success) return failedForm(form, null, { reason: t("desk.reasonWrong") });

  const { customerId, orderId } = order;
  const { sendingId } = ids.data;
  const wish = { customerId, orderId, sendingId, reason: reason.data, by: staff };
  const result = await mailCredit(db(), wish, { secret: env().AUTH_SECRET }, new Date());
  refresh();
  if (!result.ok) return failedForm(form, t(`errors.${result.error.code}`));
  const mailed = result.value.map((credit) => formatMoney(credit, locale));
  return doneForm(t("desk.done", { amount: formatList(mailed, locale) }));
}
