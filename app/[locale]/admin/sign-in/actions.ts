"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type FormState, failedForm } from "@/components/ui/form-state";
import { credentialsSchema } from "@/lib/auth/auth-options";
import { safeReturnPath } from "@/lib/auth/return-path";
import { requestAddress, startSession } from "@/lib/auth/session";
import { signInStaff } from "@/lib/auth/sign-in-staff";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";

/** Open to anyone, and therefore limited by e-mail and by address. */
export async function signIn(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const t = await getTranslations({ locale, namespace: "admin" });
  const credentials = credentialsSchema.safeParse({
    email: String(form.get("email") ?? ""),
    password: form.get("password"),
  });
  if (!credentials.success) {
    const wrong = new Set(credentials.error.issues.map(({ path }) => path[0]));
    return failedForm(form, null, {
      ...(wrong.has("email") ? { email: t("signIn.emailMissing") } : {}),
      ...(wrong.has("password") ? { password: t("signIn.passwordMissing") } : {}),
    });
  }
  const result = await signInStaff(db(), { ...credentials.data, address: await requestAddress() }, new Date());
  if (!result.ok) {
    if (result.error.code === "locked")
      return failedForm(form, t("signIn.locked", { minutes: Math.ceil(result.error.retryAfterSeconds / 60) }));
    return failedForm(form, t("signIn.wrong"));
  }
  await startSession(result.value);
  redirect(safeReturnPath(form.get("returnTo"), locale));
}
