"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { deliverSchema } from "@/lib/fulfilment/fulfilment";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { outdatedForm } from "../../outdated-form";
import { parseParcel, quantityField } from "./parse-parcel";

export async function shipParcel(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "parcels" });
  const parsed = parseParcel(form);
  if (!parsed.ok) {
    const { faults } = parsed;
    if (faults.has("fulfilmentId") || faults.has("shipmentId")) return outdatedForm(form, locale);
    const known = new Map([
      ["carrier", t("ship.carrierMissing")],
      ["tracking", t("ship.trackingWrong")],
    ]);
    return failedForm(
      form,
      null,
      Object.fromEntries([...faults].map((field) => [field, known.get(field) ?? t("ship.quantityWrong")])),
    );
  }
  const result = await shipFulfilment(db(), staff, parsed.input, new Date());
  refresh();
  if (result.ok) return doneForm(t("ship.done"));
  const { error } = result;
  const errors =
    error.code === "too_many"
      ? { [quantityField(error.lineId)]: t("ship.errors.too_many_left", { left: error.left }) }
      : {};
  return failedForm(form, t(`ship.errors.${error.code}`), errors);
}

export async function deliverParcel(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/orders");
  const t = await getTranslations({ locale, namespace: "parcels" });
  const input = deliverSchema.safeParse(Object.fromEntries(form));
  if (!input.success) return failedForm(form, t("parcels.errors.not_found"));
  const result = await markDelivered(db(), staff, input.data, new Date());
  refresh();
  return result.ok ? doneForm(t("parcels.done")) : failedForm(form, t(`parcels.errors.${result.error.code}`));
}
