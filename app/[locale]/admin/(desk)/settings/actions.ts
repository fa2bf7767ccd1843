"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { systemClock } from "@/lib/core/clock";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { changeSettings } from "@/lib/merchants/change-settings";
import { settingsSchema } from "@/lib/merchants/settings";

const faultSchema = z.enum(["email", "return_days", "low_stock_at"]);

export async function saveSettings(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/settings");
  const t = await getTranslations({ locale, namespace: "admin" });
  const fields = settingsSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) {
    const errors = fields.error.issues.flatMap(({ path, message }) => {
      const fault = faultSchema.safeParse(message).data;
      return fault ? [[String(path[0]), t(`settings.errors.${fault}`)]] : [];
    });
    return failedForm(form, null, Object.fromEntries(errors));
  }
  const result = await changeSettings(db(), staff, fields.data, systemClock());
  if (!result.ok) return failedForm(form, t("settings.ownersOnly"));
  revalidatePath(`/${locale}/admin/settings`);
  return doneForm(t("settings.saved"));
}
