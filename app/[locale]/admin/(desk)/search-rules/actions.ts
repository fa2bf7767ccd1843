"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { env } from "@/lib/core/env";
import { idOfName, idOrNil, idSchema, nilId, shortId } from "@/lib/core/ids";
import type { Result } from "@/lib/core/result";
import { countWithin } from "@/lib/core/typed-count";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { type Locale, localeOf, marketOf } from "@/lib/i18n/markets";
import { boostProducts, unboostProducts } from "@/lib/search/merchandising/boost-products";
import { createRule } from "@/lib/search/merchandising/create-rule";
import { pinProduct } from "@/lib/search/merchandising/pin-product";
import { removeRule } from "@/lib/search/merchandising/remove-rule";
import { boostSchema, positionMax } from "@/lib/search/merchandising/rule";
import { setRule } from "@/lib/search/merchandising/set-rule";
import { forgetRules } from "@/lib/search/merchandising/shop-rules";
import { switchRule } from "@/lib/search/merchandising/switch-rule";
import { unpinProduct } from "@/lib/search/merchandising/unpin-product";
import { outdatedForm } from "../outdated-form";
import { parseRule, type RuleFault } from "./parse-rule";

const home = "/admin/search-rules";

async function refuse(form: FormData, faults: Record<string, RuleFault>, locale: Locale): Promise<FormState> {
  const t = await getTranslations({ locale, namespace: "rules" });
  return failedForm(
    form,
    null,
    Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, t(`faults.${fault}`)])),
  );
}

export async function addRule(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const market = marketOf(tag);
  const { locale } = market;
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const changeId = idSchema.safeParse(form.get("changeId"));
  if (!changeId.success) return outdatedForm(form, locale);
  const parsed = parseRule(form, market, env().APP_URL);
  if ("faults" in parsed) return refuse(form, parsed.faults, locale);
  const owner = staff.operator && form.get("owner") !== "merchant" ? "shop" : "merchant";
  const ruleId = idOfName(JSON.stringify([staff.merchantId, owner, parsed.input]), changeId.data);
  const made = await createRule(db(), staff, { ...parsed.input, owner }, new Date(), ruleId);
  if (!made.ok) return failedForm(form, t(`errors.${made.error.code}`));
  forgetRules();
  redirect(`/${locale}${home}/${shortId(made.value.ruleId)}`);
}

type Change = Result<unknown, { code: Exclude<keyof typeof import("@/messages/en/rules.json")["errors"], "invalid"> }>;

/** Shows what came of a change, everywhere in this process at once. */
async function show(form: FormData, locale: Locale, change: Change, done: string): Promise<FormState> {
  const t = await getTranslations({ locale, namespace: "rules" });
  if (!change.ok) return failedForm(form, t(`errors.${change.error.code}`));
  forgetRules();
  refresh();
  return doneForm(done);
}

/** `seen`: the settings that the form was drawn with (`settingsMark`). */
const shownRuleSchema = z.object({ ruleId: idOrNil, seen: z.string() });

export async function saveRule(
  tag: string,
  shown: { ruleId: string; seen: string },
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const market = marketOf(tag);
  const { locale } = market;
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const rule = shownRuleSchema.safeParse(shown);
  if (!rule.success) return outdatedForm(form, locale);
  const parsed = parseRule(form, market, env().APP_URL);
  if ("faults" in parsed) return refuse(form, parsed.faults, locale);
  const saved = await setRule(db(), staff, rule.data, parsed.input, new Date());
  // What was typed stays beside how the rule stands now: saved again, it holds.
  if (!saved.ok && saved.error.code === "changed_meanwhile") refresh();
  return show(form, locale, saved, t("saved"));
}

export async function turnRule(
  tag: string,
  ruleId: string,
  active: boolean,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const on = z.boolean().catch(false).parse(active);
  const changed = await switchRule(db(), staff, idOrNil.parse(ruleId), on, new Date());
  return show(form, locale, changed, t(on ? "turnedOn" : "turnedOff"));
}

export async function dropRule(tag: string, ruleId: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const id = idSchema.safeParse(ruleId);
  if (!id.success) return failedForm(form, t("errors.not_found"));
  if (form.get("confirm") !== id.data) return askForm(form, t("removeSure"), id.data);
  const removed = await removeRule(db(), staff, id.data, new Date());
  if (!removed.ok) return failedForm(form, t("errors.not_found"));
  forgetRules();
  redirect(`/${locale}${home}`);
}

const pinSchema = z.object({ productId: idSchema, position: countWithin(1, positionMax) });

export async function pin(tag: string, ruleId: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const wanted = pinSchema.safeParse(Object.fromEntries(form));
  if (!wanted.success) return failedForm(form, null, { position: t("faults.position_wrong", { max: positionMax }) });
  const pinned = await pinProduct(db(), staff, idOrNil.parse(ruleId), wanted.data, new Date());
  return show(form, locale, pinned, t("pinnedDone", { position: wanted.data.position }));
}

const pinnedSchema = z.object({ ruleId: idOrNil, productId: idOrNil }).catch({ ruleId: nilId, productId: nilId });

export async function unpin(
  tag: string,
  pinned: { ruleId: string; productId: string },
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const { ruleId, productId } = pinnedSchema.parse(pinned);
  const unpinned = await unpinProduct(db(), staff, ruleId, productId, new Date());
  return show(form, locale, unpinned, t("unpinned"));
}

/** A group as the form names it: `brand brand:halden-audio`, `category <id>`. */
const groupSchema = z
  .string()
  .max(140)
  .transform((text) => ({ on: text.slice(0, text.indexOf(" ")), key: text.slice(text.indexOf(" ") + 1) }));

export async function boost(tag: string, ruleId: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const group = groupSchema.safeParse(form.get("group"));
  const wanted = boostSchema.safeParse({ ...group.data, strength: form.get("strength") });
  if (!wanted.success) return failedForm(form, null, { group: t("errors.boost_unknown") });
  const boosted = await boostProducts(db(), staff, idOrNil.parse(ruleId), wanted.data, new Date());
  return show(form, locale, boosted, t("boosted"));
}

const boostedSchema = boostSchema.pick({ on: true, key: true }).extend({ ruleId: idOrNil });

export async function unboost(
  tag: string,
  group: { ruleId: string; on: string; key: string },
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "rules" });
  const wanted = boostedSchema.safeParse(group);
  if (!wanted.success) return failedForm(form, t("errors.boost_unknown"));
  const unboosted = await unboostProducts(db(), staff, wanted.data.ruleId, wanted.data, new Date());
  return show(form, locale, unboosted, t("unboosted"));
}
