"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { idOfName } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { setStockRules } from "@/lib/inventory/set-stock-rules";
import { transferStock } from "@/lib/inventory/transfer-stock";
import { lacks, outdatedForm } from "../../../outdated-form";
import { showChange } from "../../../products/[id]/show-change";
import { rulesFormSchema, seenRulesOf, transferFormSchema } from "./parse-rules";

/** Beside which field a refusal of the verb stands; the others stand below the form. */
const fieldOf: Record<string, string> = {
  oversell_missing: "oversellMax",
  owed: "oversellMax",
  day_missing: "shipsFrom",
  day_past: "shipsFrom",
};

const codeSchema = z.enum(["number", "stripes", "day_missing"]).catch("number");

export async function saveRules(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/stock");
  const t = await getTranslations({ locale, namespace: "stock" });
  const parsed = rulesFormSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "productId", "variantId")) return outdatedForm(form, locale);
  if (!parsed.success) {
    const issues = parsed.error.issues.toReversed();
    const errors = issues.map(({ path, message }) => [String(path[0]), t(`rules.errors.${codeSchema.parse(message)}`)]);
    return failedForm(form, null, Object.fromEntries(errors));
  }
  const { productId, variantId, ...rules } = parsed.data;
  const seen = seenRulesOf(form);
  if (seen === null) return outdatedForm(form, locale);
  const result = await setStockRules(db(), { ...staff, now: new Date() }, { productId, variantId, seen }, rules);
  if (!result.ok) {
    const { error } = result;
    const text = error.code === "owed" ? t("rules.errors.owed", { owed: error.owed }) : t(`rules.errors.${error.code}`);
    const field = fieldOf[error.code];
    return field ? failedForm(form, null, { [field]: text }) : failedForm(form, text);
  }
  await showChange(productId);
  return doneForm(t("rules.saved"));
}

export async function moveStock(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/stock");
  const t = await getTranslations({ locale, namespace: "stock" });
  const parsed = transferFormSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "changeId", "productId", "variantId")) return outdatedForm(form, locale);
  if (!parsed.success) return failedForm(form, t("transfer.errors.not_found"));
  const { fromLocationId, toLocationId, quantity } = parsed.data;
  const changeId = idOfName([fromLocationId, toLocationId, quantity].join(" "), parsed.data.changeId);
  const result = await transferStock(db(), { ...staff, now: new Date() }, { ...parsed.data, changeId });
  if (!result.ok) {
    const { error } = result;
    if (error.code === "not_found") return failedForm(form, t("transfer.errors.not_found"));
    if (error.code === "same_location")
      return failedForm(form, null, { toLocationId: t("transfer.errors.same_location") });
    const text =
      error.code === "too_few"
        ? t("transfer.errors.too_few", { free: error.free })
        : t("transfer.errors.quantity_invalid");
    return failedForm(form, null, { quantity: text });
  }
  revalidatePath(`/${locale}/admin/stock`, "layout");
  return doneForm(t("transfer.done"));
}
