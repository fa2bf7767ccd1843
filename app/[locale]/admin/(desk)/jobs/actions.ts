"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";
import { discardJob } from "@/lib/jobs/discard-job";
import { jobIdSchema } from "@/lib/jobs/read-jobs";
import { retryJobs } from "@/lib/jobs/retry-jobs";

const whichSchema = z.union([z.literal("all"), jobIdSchema.transform((jobId) => ({ jobId }))]);

export async function retry(tag: string, job: string): Promise<void> {
  const locale = localeOf(tag);
  const staff = await requireOperator(locale, "/admin/jobs");
  const which = whichSchema.safeParse(job);
  const retried = which.success ? await retryJobs(db(), staff, which.data, new Date()) : 0;
  redirect(`/${locale}/admin/jobs?retried=${retried}`);
}

export async function discard(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const staff = await requireOperator(locale, "/admin/jobs");
  const t = await getTranslations({ locale, namespace: "parcels" });
  const jobId = jobIdSchema.safeParse(form.get("jobId"));
  if (!jobId.success) return failedForm(form, t("jobs.gone"));
  if (form.get("confirm") !== jobId.data) return askForm(form, t("jobs.discardAsk"), jobId.data);
  if (!(await discardJob(db(), staff, jobId.data, new Date()))) return failedForm(form, t("jobs.gone"));
  redirect(`/${locale}/admin/jobs?discarded=1`);
}
