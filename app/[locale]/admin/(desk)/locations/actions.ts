"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { idOfName, idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { type Locale, localeOf } from "@/lib/i18n/markets";
import { addLocation } from "@/lib/inventory/add-location";
import { changeLocation } from "@/lib/inventory/change-location";
import { switchLocation } from "@/lib/inventory/switch-location";
import { outdatedForm } from "../outdated-form";
import { locationFaultSchema, locationFormSchema } from "./parse-location";

async function refuse(form: FormData, error: z.ZodError, locale: Locale): Promise<FormState> {
  const t = await getTranslations({ locale, namespace: "stock" });
  const errors = error.issues.map(({ path, message }) => [
    String(path[0]),
    t(`locations.errors.${locationFaultSchema.parse(message)}`),
  ]);
  return failedForm(form, null, Object.fromEntries(errors));
}

export async function openLocation(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/locations");
  const t = await getTranslations({ locale, namespace: "stock" });
  const changeId = idSchema.safeParse(form.get("changeId"));
  if (!changeId.success) return outdatedForm(form, locale);
  const fields = locationFormSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) return refuse(form, fields.error, locale);
  const locationId = idOfName(JSON.stringify(fields.data), changeId.data);
  const result = await addLocation(db(), { ...staff, now: new Date() }, fields.data, locationId);
  if (!result.ok) return failedForm(form, t(`locations.errors.${result.error.code}`));
  revalidatePath(`/${locale}/admin/locations`);
  return doneForm(t("locations.added"));
}

export async function saveLocation(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/locations");
  const t = await getTranslations({ locale, namespace: "stock" });
  const id = idSchema.safeParse(form.get("locationId"));
  if (!id.success) return failedForm(form, t("locations.errors.not_found"));
  const fields = locationFormSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) return refuse(form, fields.error, locale);
  const result = await changeLocation(db(), { ...staff, now: new Date() }, id.data, fields.data);
  if (!result.ok) return failedForm(form, t(`locations.errors.${result.error.code}`));
  revalidatePath(`/${locale}/admin/locations`);
  return doneForm(t("locations.saved"));
}

export async function switchUse(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/locations");
  const t = await getTranslations({ locale, namespace: "stock" });
  const id = idSchema.safeParse(form.get("locationId"));
  if (!id.success) return failedForm(form, t("locations.errors.not_found"));
  const active = form.get("active") === "yes";
  const result = await switchLocation(db(), { ...staff, now: new Date() }, id.data, active);
  if (!result.ok) {
    const { code, ...counted } = result.error;
    return failedForm(form, t(`locations.errors.${code}`, counted));
  }
  revalidatePath(`/${locale}/admin/locations`);
  return doneForm(t("locations.saved"));
}
