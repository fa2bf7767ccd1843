"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getCustomerId, setCartCount } from "@/lib/auth/guest";
import { requestAddress } from "@/lib/auth/session";
import { countCart } from "@/lib/cart/change-cart";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { requestLog } from "@/lib/http/request-log";
import { sentForm } from "@/lib/http/sent-form";
import { getMarket } from "@/lib/i18n/markets";
import { orderToken } from "@/lib/orders/order-token";
import { stripePayments } from "@/lib/payments/stripe";
import { placeOrder } from "./place-order";
import { readGiftCode } from "./read-gift-code";
import type { PlaceOrderError } from "./refusal";
import { checkoutSchema } from "./schemas";
import { tryToOpen } from "./try-to-open";

/** What the checkout form shows after a refusal: nothing typed is lost, every error stands beside its field. */
export interface CheckoutState {
  values: Record<string, string>;
  /** Field → code (`checkout.errors.<code>`). */
  fieldErrors: Record<string, string>;
  refusal: PlaceOrderError | { code: "no_cart" } | null;
}

/** Places the order of the shopper named by the signed cookie, and sends the browser to where it is paid. */
export async function placeOrderAction(_previous: CheckoutState, sent: FormData): Promise<CheckoutState> {
  const form = sentForm.parse(sent);
  const values = Object.fromEntries(
    [...form].flatMap(([key, value]) =>
      typeof value === "string" && !key.startsWith("$") ? [[key, value.slice(0, 500)]] : [],
    ),
  );
  const refuse = (more: Partial<CheckoutState>): CheckoutState => ({ values, fieldErrors: {}, refusal: null, ...more });

  const market = getMarket(values.locale ?? "");
  const customerId = await getCustomerId();
  if (!market || !customerId) return refuse({ refusal: { code: "no_cart" } });
  const parsed = checkoutSchema(market.region).safeParse(values);
  if (!parsed.success) {
    const issues = parsed.error.issues.toReversed();
    return refuse({ fieldErrors: Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message])) });
  }
  const gift = await readGiftCode(
    db(),
    parsed.data.giftCode,
    { address: await requestAddress(), secret: env().AUTH_SECRET },
    systemClock(),
  );
  if (gift.problem) return refuse({ refusal: { code: "gift_card_refused" } });
  const placed = await placeOrder(
    db(),
    { customerId, market, form: parsed.data, giftCard: gift.codeHash },
    systemClock(),
  );
  if (!placed.ok) return refuse({ refusal: placed.error });
  await setCartCount(await countCart(db(), customerId));
  const page = await tryToOpen(db(), stripePayments(), placed.value, {
    log: requestLog(await headers()),
    now: systemClock(),
  });
  redirect(page ?? `/${market.locale}/orders/${orderToken(placed.value, env().AUTH_SECRET)}`);
}
