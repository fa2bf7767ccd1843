"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { idSchema } from "@/lib/core/ids";
import { typedCount } from "@/lib/core/typed-count";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { parseLocalTime } from "@/lib/i18n/local-time";
import { localeOf, marketOf } from "@/lib/i18n/markets";
import { closeDrop } from "@/lib/inventory/waiting-room/close-drop";
import { createDrop, dropWishSchema } from "@/lib/inventory/waiting-room/create-drop";
import { readOwnDrop } from "@/lib/inventory/waiting-room/read-own-drop";

const textSchema = z.string().catch("");
const keySchema = z.object({ productId: idSchema, dropId: idSchema });

/** Puts the product behind a waiting room; the time is the market's the page is shown for. */
export async function saveDrop(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const { locale, timeZone } = marketOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "drops" });
  const wish = dropWishSchema.safeParse({
    productId: form.get("productId"),
    opensAt: parseLocalTime(textSchema.parse(form.get("opensAt")), timeZone),
    pacePerSecond: typedCount(form.get("pacePerSecond")),
  });
  if (!wish.success) {
    const wrong = wish.error.issues.map(({ path }) => path[0]);
    if (wrong.includes("productId")) return failedForm(form, t("admin.errors.not_found"));
    return failedForm(form, null, {
      ...(wrong.includes("opensAt") ? { opensAt: t("admin.errors.opens_missing") } : {}),
      ...(wrong.includes("pacePerSecond") ? { pacePerSecond: t("admin.errors.pace_invalid") } : {}),
    });
  }
  const made = await createDrop(db(), { ...staff, now: new Date() }, wish.data);
  if (!made.ok) {
    const text = t(`admin.errors.${made.error.code}`);
    return made.error.code === "opens_past" ? failedForm(form, null, { opensAt: text }) : failedForm(form, text);
  }
  revalidatePath(`/${locale}/admin/products`, "layout");
  return doneForm(t("admin.created"));
}

/** Takes the waiting room away, after having said who waits in it. */
export async function endDrop(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, "/admin/products");
  const t = await getTranslations({ locale, namespace: "drops" });
  const key = keySchema.safeParse(Object.fromEntries(form));
  if (!key.success) return failedForm(form, t("admin.errors.not_found"));
  const { productId, dropId } = key.data;
  const now = new Date();
  if (form.get("confirm") !== dropId) {
    const drop = await readOwnDrop(db(), { merchantId: staff.merchantId, productId }, now);
    return askForm(form, t("admin.closeAsk", { waiting: drop?.waiting ?? 0 }), dropId);
  }
  const closed = await closeDrop(db(), { ...staff, now }, { productId, dropId });
  if (!closed.ok) return failedForm(form, t("admin.errors.not_found"));
  revalidatePath(`/${locale}/admin/products`, "layout");
  return doneForm(t("admin.closed"));
}
