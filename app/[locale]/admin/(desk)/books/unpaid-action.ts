"use server";

import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/auth";
import { systemClock } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import { requestLog } from "@/lib/http/request-log";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { cancelInTime } from "@/lib/orders/cancel-in-time";
import { findOrderByNumber } from "@/lib/orders/find-order-by-number";
import { typedOrderNumber } from "@/lib/orders/order-number";
import { stripePayments } from "@/lib/payments/stripe";

const unpaidSchema = z.object({
  number: typedOrderNumber,
  confirm: z.string().default(""),
});

/** Any order nobody has paid: no merchant has a part in it yet. Asked about before it is done. */
export async function cancelUnpaid(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const { staffId } = await requireOperator(locale, "/admin/books");
  const t = await getTranslations({ locale, namespace: "payments" });
  const parsed = unpaidSchema.safeParse(Object.fromEntries(form));
  const order = parsed.success ? await findOrderByNumber(db(), parsed.data.number) : null;
  if (!parsed.success || !order) return failedForm(form, null, { number: t("books.shipping.unknown") });
  const { number, confirm } = parsed.data;
  if (confirm !== number) return askForm(form, t("books.unpaid.ask", { number }), number);

  const by = { actor: `staff:${staffId}`, log: requestLog(await headers()), now: systemClock() } as const;
  const ending = await cancelInTime(db(), stripePayments(), order, by);
  return ending === "cancelled"
    ? doneForm(t("books.unpaid.done", { number }))
    : failedForm(form, t(`books.unpaid.${ending ?? "later"}`));
}
