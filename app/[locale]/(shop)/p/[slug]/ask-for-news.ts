"use server";

import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { WatchState } from "@/components/catalog/watch-form";
import { clientAddress } from "@/lib/auth/client-address";
import { takeAttempt } from "@/lib/auth/rate-limit";
import { localeSchema } from "@/lib/cart/schemas";
import { systemClock } from "@/lib/core/clock";
import { idSchema } from "@/lib/core/ids";
import { typedEmail } from "@/lib/core/typed-email";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { defaultLocale } from "@/lib/i18n/markets";
import { watchStock } from "@/lib/inventory/watch-stock";

/** Anybody may leave an address, their own or not: so few in an hour. */
const watchLimit = { max: 20, windowSeconds: 3600 };
const addressLimit = { max: 5, windowSeconds: 3600 };

const keySchema = z.object({ productId: idSchema, variantId: idSchema });

/** Notes who wants to hear when a variant is back. */
export async function askForNews(_previous: WatchState, sent: FormData): Promise<WatchState> {
  const form = sentForm.parse(sent);
  const locale = localeSchema.catch(defaultLocale).parse(form.get("locale"));
  const t = await getTranslations({ locale, namespace: "stock" });
  const typed = String(form.get("email") ?? "").slice(0, 254);
  const refuse = (error: string): WatchState => ({ email: typed, message: null, error });
  const email = typedEmail.safeParse(typed);
  if (!email.success) return refuse(t("watch.errors.email"));
  const key = keySchema.safeParse(Object.fromEntries(form));
  if (!key.success) return refuse(t("watch.errors.not_found"));
  const now = systemClock();
  const fromHere = await takeAttempt(db(), `watch:${clientAddress(await headers())}`, watchLimit, now);
  const forAddress = await takeAttempt(db(), `watch:${email.data}`, addressLimit, now);
  if (!fromHere.allowed || !forAddress.allowed) return refuse(t("watch.errors.too_many"));
  const noted = await watchStock(db(), { ...key.data, email: email.data, locale }, now);
  if (!noted.ok) return refuse(t(`watch.errors.${noted.error.code}`));
  return { email: "", message: t("watch.done"), error: null };
}
