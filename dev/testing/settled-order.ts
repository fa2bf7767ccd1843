import type { Db } from "../../lib/db/client";
import type { Locale } from "../../lib/i18n/markets";
import { settlePayment } from "../../lib/orders/settle-payment";
import { makeOrder, noon } from "./buyer";
import type { FixtureVariant } from "./fixtures";

/** A placed order whose money has come (or, with a date, was only set aside until then), as the provider tells it. */
export async function makeSettledOrder(
  db: Db,
  variants: readonly (FixtureVariant & { quantity?: number })[],
  { locale = "en-US", authorizedUntil }: { locale?: Locale; authorizedUntil?: Date } = {},
) {
  const order = await makeOrder(db, variants, locale);
  const paymentIntentId = `pi_${order.orderId}`;
  const settled = await settlePayment(
    db,
    {
      customerId: order.customerId,
      orderId: order.orderId,
      sessionId: `cs_${order.orderId}`,
      paymentIntentId,
      amount: order.total,
      currency: order.currency,
      actor: "stripe",
      ...(authorizedUntil ? { authorizedUntil } : {}),
    },
    new Date(noon.getTime() + 60_000),
  );
  if (settled !== "settled") throw new Error(`the test's order was not settled: ${settled}`);
  return { ...order, paymentIntentId };
}
