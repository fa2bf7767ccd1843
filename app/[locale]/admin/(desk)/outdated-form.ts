import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { type FormState, failedForm } from "@/components/ui/form-state";
import type { Locale } from "@/lib/i18n/markets";

/** Whether one of these is missing or wrong: what a page fills in unseen, nobody can put right by typing. */
export function lacks(error: z.ZodError | undefined, ...unseen: readonly string[]): boolean {
  return error?.issues.some(({ path: [name] }) => unseen.includes(String(name))) ?? false;
}

/**
 * The answer to a form without what its page fills in unseen: it was opened before a deployment that asks for it. Nothing is
 * done; the page is drawn anew around what was typed, so that it can be sent again as it stands.
 */
export async function outdatedForm(form: FormData, locale: Locale): Promise<FormState> {
  const t = await getTranslations({ locale, namespace: "admin" });
  refresh();
  return failedForm(form, t("outdated"));
}
