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
import { captureModes, changeCaptureMode } from "@/lib/merchants/change-capture-mode";

const formSchema = z.object({ captureMode: z.enum(captureModes) });

export async function saveCaptureMode(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/payments");
  const t = await getTranslations({ locale, namespace: "payments" });
  const fields = formSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) return failedForm(form, null, { captureMode: t("capture.missing") });
  const result = await changeCaptureMode(db(), staff, fields.data.captureMode, systemClock());
  if (!result.ok) return failedForm(form, t("capture.ownersOnly"));
  revalidatePath(`/${locale}/admin/payments`);
  return doneForm(t("capture.saved"));
}
