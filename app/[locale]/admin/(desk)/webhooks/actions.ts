"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireStaff } from "@/lib/auth/auth";
import { idOfName, idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { addEndpoint, endpointSchema } from "@/lib/notifications/add-endpoint";
import { changeEndpoint, endpointChangeSchema } from "@/lib/notifications/change-endpoint";
import { replayWebhooks } from "@/lib/notifications/replay-webhooks";
import { webhookTypes } from "@/lib/notifications/webhook";
import { outdatedForm } from "../outdated-form";

const home = "/admin/webhooks";

export async function addWebhook(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "notices.webhooks" });
  const changeId = idSchema.safeParse(form.get("changeId"));
  if (!changeId.success) return outdatedForm(form, locale);
  const types = webhookTypes.filter((type) => form.has(type));
  const input = endpointSchema.safeParse({ url: form.get("url"), types });
  if (!input.success) return failedForm(form, null, { url: t("urlWrong") });
  const endpointId = idOfName(JSON.stringify(input.data), changeId.data);
  const added = await addEndpoint(db(), staff, input.data, new Date(), endpointId);
  if (!added.ok) return failedForm(form, t(`errors.${added.error.code}`));
  refresh();
  return { ...doneForm(t("added")), values: { secret: added.value.secret } };
}

/** What can't be undone is asked about first. */
const sureTexts = { rotate: "rotateSure", remove: "removeSure", test: null, switch_on: null } as const;

export async function changeWebhook(
  tag: string,
  endpointId: string,
  change: string,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "notices.webhooks" });
  const input = endpointChangeSchema.safeParse({ endpointId, change });
  if (!input.success) return failedForm(form, t("errors.not_found"));
  const sure = sureTexts[input.data.change];
  if (sure && form.get("confirm") !== input.data.endpointId) return askForm(form, t(sure), input.data.endpointId);
  const changed = await changeEndpoint(db(), staff, input.data, new Date());
  refresh();
  if (!changed.ok) return failedForm(form, t(`errors.${changed.error.code}`));
  const { secret } = changed.value;
  return { ...doneForm(t(`done.${input.data.change}`)), values: secret ? { secret } : {} };
}

const replaySchema = z.object({ endpointId: z.guid(), eventId: z.guid().optional() });

/** One delivery, or without an event all of the endpoint's that failed. */
export async function replayWebhook(
  tag: string,
  wanted: { endpointId: string; eventId?: string },
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireStaff(locale, home);
  const t = await getTranslations({ locale, namespace: "notices.webhooks" });
  const input = replaySchema.safeParse(wanted);
  if (!input.success) return failedForm(form, t("errors.not_found"));
  const count = await replayWebhooks(db(), staff, input.data, new Date());
  refresh();
  return doneForm(t("replayed", { count }));
}
