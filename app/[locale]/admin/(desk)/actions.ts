"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { requireStaff } from "@/lib/auth/auth";
import { chooseMerchant, endSession } from "@/lib/auth/session";
import { sentForm } from "@/lib/http/sent-form";
import { localeOf } from "@/lib/i18n/markets";

const merchantSchema = z.object({ merchantId: z.guid() });

/** Works for another of one's merchants from now on. */
export async function switchMerchant(locale: string, sent: FormData): Promise<void> {
  const form = sentForm.parse(sent);
  const tag = localeOf(locale);
  const staff = await requireStaff(tag);
  const wanted = merchantSchema.safeParse(Object.fromEntries(form));
  const own = staff.merchants.find(({ merchantId }) => merchantId === wanted.data?.merchantId);
  if (own) await chooseMerchant(own.merchantId);
  redirect(`/${tag}/admin`);
}

export async function signOut(locale: string): Promise<void> {
  const tag = localeOf(locale);
  await requireStaff(tag);
  await endSession();
  redirect(`/${tag}/admin/sign-in`);
}
