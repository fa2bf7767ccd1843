"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { cancelImport } from "@/lib/catalog/import/desk/cancel-import";
import { confirmImport } from "@/lib/catalog/import/desk/confirm-import";
import { readImport } from "@/lib/catalog/import/desk/read-import";
import { idOrNil } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";

/** Has the file imported that the page showed what would come of. */
export async function startImport(
  tag: string,
  importId: string,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products/import");
  const t = await getTranslations({ locale, namespace: "imports" });
  const begun = await confirmImport(db(), { ...staff, now: new Date() }, idOrNil.parse(importId));
  refresh();
  return begun.ok ? doneForm(t("confirmed")) : failedForm(form, t("notReady"));
}

/** Calls an import off; one that writes already, after having said what stays. */
export async function stopImport(
  tag: string,
  importId: string,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products/import");
  const t = await getTranslations({ locale, namespace: "imports" });
  const id = idOrNil.parse(importId);
  const run = await readImport(db(), staff.merchantId, id);
  if (run?.status === "importing" && form.get("confirm") !== id)
    return askForm(form, t("stopAsk", { count: run.created + run.updated }), id);
  const stopped = await cancelImport(db(), { ...staff, now: new Date() }, id);
  refresh();
  return stopped.ok ? doneForm(t("stopped")) : failedForm(form, t("notOpen"));
}

/** Has the page that asks drawn anew. */
export async function lookAtImport(tag: string): Promise<void> {
  await requireStaff(localeOf(tag), "/admin/products/import");
  refresh();
}
