"use server";

import { getTranslations } from "next-intl/server";
import { doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { updateProduct } from "@/lib/catalog/update-product";
import { cutText } from "@/lib/core/cut-text";
import { idOfName } from "@/lib/core/ids";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { adjustStock } from "@/lib/inventory/adjust-stock";
import { readOwnProduct } from "@/lib/merchants/read-own-product";
import { setPrices } from "@/lib/pricing/set-prices";
import { lacks, outdatedForm } from "../../outdated-form";
import {
  editSchema,
  pricesOf,
  pricesSchema,
  statusSchema,
  stockCell,
  stockOf,
  stockSchema,
  titlesOf,
} from "./parse-edit";
import { showChange } from "./show-change";

const reasonSchema = typedText().catch("");

/** Every action here parses, authorises, calls the merchant's verb, and makes the shop show it at once. */
export async function saveTitles(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "admin" });
  const edit = editSchema.safeParse(Object.fromEntries(form));
  const product = edit.success ? await readOwnProduct(db(), staff.merchantId, edit.data.productId, "en") : null;
  if (!edit.success || !product) return failedForm(form, t("product.errors.not_found"));
  const { titles, wrong } = titlesOf(form, product);
  const errors = Object.fromEntries(wrong.map(({ name, code }) => [name, t(`product.errors.${code}`)]));
  if (wrong.length > 0) return failedForm(form, null, errors);
  if (Object.keys(titles).length === 0) return doneForm(t("product.nothingChanged"));
  const result = await updateProduct(db(), { ...staff, now: new Date() }, { ...edit.data, titles });
  if (!result.ok) return failedForm(form, t(`product.errors.${result.error.code}`));
  await showChange(edit.data.productId);
  return doneForm(t("product.saved"));
}

export async function saveStatus(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "admin" });
  const edit = statusSchema.safeParse(Object.fromEntries(form));
  if (!edit.success) return failedForm(form, t("product.errors.not_found"));
  const result = await updateProduct(db(), { ...staff, now: new Date() }, edit.data);
  if (!result.ok) return failedForm(form, t(`product.errors.${result.error.code}`));
  await showChange(edit.data.productId);
  return doneForm(edit.data.status === "active" ? t("product.published") : t("product.unpublished"));
}

export async function savePrices(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "admin" });
  const edit = pricesSchema.safeParse(Object.fromEntries(form));
  const product = edit.success ? await readOwnProduct(db(), staff.merchantId, edit.data.productId, "en") : null;
  if (!edit.success || !product) return failedForm(form, t("product.errors.not_found"));
  const { changes, wrong } = pricesOf(form, product, edit.data.currency);
  const errors = Object.fromEntries(wrong.map(({ name, code }) => [name, t(`product.errors.${code}`)]));
  if (wrong.length > 0) return failedForm(form, null, errors);
  if (changes.length === 0) return doneForm(t("product.nothingChanged"));
  const result = await setPrices(db(), { ...staff, now: new Date() }, edit.data, changes);
  if (!result.ok) return failedForm(form, t(`product.errors.${result.error.code}`));
  await showChange(edit.data.productId);
  return doneForm(t("product.saved"));
}

export async function saveStock(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "admin" });
  const edit = stockSchema.safeParse(Object.fromEntries(form));
  if (lacks(edit.error, "changeId")) return outdatedForm(form, locale);
  if (!edit.success) return failedForm(form, t("product.errors.not_found"));
  const { changes, wrong } = stockOf(form);
  if (wrong.length > 0)
    return failedForm(
      form,
      null,
      Object.fromEntries(wrong.map((name) => [name, t("product.errors.quantity_invalid")])),
    );
  if (changes.length === 0) return doneForm(t("product.nothingChanged"));
  const reason = cutText(reasonSchema.parse(form.get("reason")), 200);
  const errors: Record<string, string> = {};
  for (const { variantId, locationId, onHand } of changes) {
    const changeId = idOfName(`${stockCell(variantId, locationId)} ${JSON.stringify(onHand)}`, edit.data.changeId);
    const result = await adjustStock(
      db(),
      { ...staff, now: new Date() },
      { productId: edit.data.productId, variantId, locationId, onHand, reason, changeId },
    );
    if (result.ok) continue;
    const { code, ...figures } = result.error;
    errors[`stock-${stockCell(variantId, locationId)}`] = t(`product.errors.${code}`, figures);
  }
  // Nothing was booked of what is somebody else's: there is nothing to show.
  if (Object.keys(errors).length < changes.length) await showChange(edit.data.productId);
  // What was booked must not be booked again by the same form: it starts over from the new figures.
  if (Object.keys(errors).length > 0) return { ...failedForm(form, t("product.stockPartly"), errors), values: {} };
  return doneForm(t("product.saved"));
}
