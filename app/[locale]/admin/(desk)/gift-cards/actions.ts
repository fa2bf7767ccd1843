"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { askForm, doneForm, type FormState, failedForm } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/auth";
import { currencySchema } from "@/lib/core/currency-schema";
import { env } from "@/lib/core/env";
import { idSchema } from "@/lib/core/ids";
import { parseAmount } from "@/lib/core/money";
import { plainEmail } from "@/lib/core/typed-email";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { getMarket, localeOf } from "@/lib/i18n/markets";
import { disableGiftCard } from "@/lib/payments/disable-gift-card";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { lacks, outdatedForm } from "../outdated-form";

const endOf = (day: string) => new Date(`${day}T23:59:59Z`);

const issueSchema = z.object({
  cardId: idSchema,
  amount: z.string(),
  currency: currencySchema,
  email: z
    .string()
    .transform(plainEmail)
    .pipe(z.union([z.literal(""), z.email().max(254)])),
  mailLocale: z.string(),
  expires: z.union([z.literal(""), z.iso.date().refine((day) => endOf(day) > new Date())]),
});

/** Whatever else of the form is wrong. */
const sumSchema = issueSchema.pick({ amount: true, currency: true });

const hashSchema = z
  .string()
  .regex(/^[\w-]{43}$/)
  .catch("");

/** The code is told here, this once. */
export async function issue(tag: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const { staffId } = await requireOperator(locale, "/admin/gift-cards");
  const t = await getTranslations({ locale, namespace: "returns" });
  const parsed = issueSchema.safeParse(Object.fromEntries(form));
  if (lacks(parsed.error, "cardId", "amount", "currency", "mailLocale")) return outdatedForm(form, locale);
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const sum = sumSchema.safeParse(Object.fromEntries(form));
  const amount = sum.success ? parseAmount(sum.data.amount, sum.data.currency) : null;
  if (!parsed.success || !amount)
    return failedForm(form, null, {
      ...(amount ? {} : { amount: t("gift.amountWrong") }),
      ...(wrong.has("email") ? { email: t("gift.emailWrong") } : {}),
      ...(wrong.has("expires") ? { expires: t("gift.expiresWrong") } : {}),
    });
  const { code } = await issueGiftCard(
    db(),
    {
      cardId: parsed.data.cardId,
      amount,
      currency: parsed.data.currency,
      email: parsed.data.email || null,
      locale: getMarket(parsed.data.mailLocale)?.locale ?? locale,
      expiresAt: parsed.data.expires ? endOf(parsed.data.expires) : null,
      actor: `staff:${staffId}`,
    },
    { secret: env().AUTH_SECRET },
    new Date(),
  );
  refresh();
  return doneForm(t(parsed.data.email ? "gift.doneMailed" : "gift.done", { code }));
}

export async function disable(tag: string, codeHash: string, _previous: FormState, sent: FormData): Promise<FormState> {
  const form = sentForm.parse(sent);
  const locale = localeOf(tag);
  const { staffId } = await requireOperator(locale, "/admin/gift-cards");
  const t = await getTranslations({ locale, namespace: "returns" });
  const hash = hashSchema.parse(codeHash);
  if (form.get("confirm") !== hash) return askForm(form, t("gift.disablePreview"), hash);
  const done = await disableGiftCard(db(), { codeHash: hash, actor: `staff:${staffId}` }, new Date());
  refresh();
  return done ? doneForm(t("gift.disabled")) : failedForm(form, t("gift.disableGone"));
}
