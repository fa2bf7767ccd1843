"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { type FormState, failedForm, idleForm } from "@/components/ui/form-state";
import { getCustomerId, setCartCount } from "@/lib/auth/guest";
import { countCart } from "@/lib/cart/change-cart";
import { localeSchema } from "@/lib/cart/schemas";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { requestLog } from "@/lib/http/request-log";
import { sentForm } from "@/lib/http/sent-form";
import { cancelInTime } from "@/lib/orders/cancel-in-time";
import { readOrderToken } from "@/lib/orders/order-token";
import { stripePayments } from "@/lib/payments/stripe";

const linkSchema = z.object({ locale: localeSchema, token: z.string().min(1).max(200) });

/**
 * Calls an unpaid order off. Whoever holds the order's signed link may; its lines go back to the buyer's cart. While Stripe
 * can't be asked nobody knows that it is unpaid: it stands, and the buyer is told.
 */
export async function cancelUnpaidOrder(
  tag: string,
  token: string,
  _previous: FormState,
  sent: FormData,
): Promise<FormState> {
  const form = sentForm.parse(sent);
  const link = linkSchema.safeParse({ locale: tag, token });
  const order = link.success ? readOrderToken(link.data.token, env().AUTH_SECRET) : null;
  if (!link.success || !order) return idleForm;
  const { locale } = link.data;
  const by = { actor: "shopper", log: requestLog(await headers()), now: systemClock() } as const;
  const ending = await cancelInTime(db(), stripePayments(), order, by);
  const t = await getTranslations({ locale, namespace: "order" });
  if (!ending) return failedForm(form, t("cancelLater"));
  if (ending !== "cancelled") {
    refresh();
    if (ending === "unknown") return failedForm(form, t("cancelUnknown"));
    return ending === "not_due" ? failedForm(form, t("cancelNotYet")) : idleForm;
  }
  const customerId = await getCustomerId();
  if (customerId === order.customerId) await setCartCount(await countCart(db(), customerId));
  redirect(`/${locale}/cart`);
}
