"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { getCustomerId, setCartCount } from "@/lib/auth/guest";
import { countCart } from "@/lib/cart/change-cart";
import { localeSchema } from "@/lib/cart/schemas";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { stripePayments } from "@/lib/payments/stripe";
import { cancelOrder } from "./lapse-order";
import { readOrderToken } from "./order-token";

const formSchema = z.object({ locale: localeSchema, token: z.string().min(1).max(200) });

/** Calls an unpaid order off. Whoever holds the order's signed link may; its lines go back to the buyer's cart. */
export async function cancelOrderAction(form: FormData): Promise<void> {
  const parsed = formSchema.safeParse(Object.fromEntries(form));
  const order = parsed.success ? readOrderToken(parsed.data.token, env().AUTH_SECRET) : null;
  if (!parsed.success || !order) return;
  const ending = await cancelOrder(db(), stripePayments(), order, systemClock());
  if (ending !== "cancelled") return refresh();
  const customerId = await getCustomerId();
  if (customerId === order.customerId) await setCartCount(await countCart(db(), customerId));
  redirect(`/${parsed.data.locale}/cart`);
}
