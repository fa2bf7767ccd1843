"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { doneForm, type FormState, failedForm } from "@/components/admin/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { shipSchema } from "@/lib/fulfilment/fulfilment";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { defaultLocale, getMarket } from "@/lib/i18n/markets";

export async function markShipped(tag: string, _previous: FormState, form: FormData): Promise<FormState> {
  const locale = getMarket(tag)?.locale ?? defaultLocale;
  const staff = await requireStaff(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "admin" });
  const input = shipSchema.safeParse(Object.fromEntries(form));
  if (!input.success) {
    const wrong = new Set(input.error.issues.map(({ path }) => path[0]));
    return failedForm(form, wrong.has("fulfilmentId") ? t("order.shipErrors.not_found") : null, {
      ...(wrong.has("carrier") ? { carrier: t("order.carrierMissing") } : {}),
      ...(wrong.has("tracking") ? { tracking: t("order.trackingWrong") } : {}),
    });
  }
  const result = await shipFulfilment(db(), staff, input.data, new Date());
  refresh();
  return result.ok ? doneForm(t("order.shipped")) : failedForm(form, t(`order.shipErrors.${result.error.code}`));
}
