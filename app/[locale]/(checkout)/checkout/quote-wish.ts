import { z } from "zod";
import { getCustomerId } from "@/lib/auth/guest";
import { requestAddress } from "@/lib/auth/session";
import { type CheckoutQuote, quoteCheckout } from "@/lib/checkout/quote-checkout";
import { type GiftCode, readGiftCode } from "@/lib/checkout/read-gift-code";
import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import type { Market } from "@/lib/i18n/markets";
import { shippingMethods } from "@/lib/shipping/delivery";

/** What of the form changes what the order comes to. Anything odd counts as not said. */
export const wishSchema = z.object({
  state: typedText().max(3).catch(""),
  shippingMethod: z.enum(shippingMethods).optional().catch(undefined),
  giftCode: z.string().max(60).catch(""),
  useStoreCredit: z.literal("on").optional().catch(undefined),
});

/** The cart of the shopper named by the signed cookie, priced as wished. Null when there is nothing to order. */
export async function quoteWish(
  market: Market,
  wish: z.infer<typeof wishSchema>,
): Promise<{ quote: CheckoutQuote; giftProblem: GiftCode["problem"] } | null> {
  const customerId = await getCustomerId();
  if (!customerId) return null;
  const { state, shippingMethod, giftCode, useStoreCredit } = wish;
  const asker = { address: await requestAddress(), secret: env().AUTH_SECRET };
  const { codeHash, problem } = await readGiftCode(db(), giftCode, asker, systemClock());
  const credit = { codeHash, useStoreCredit: useStoreCredit === "on" };
  const quote = await quoteCheckout(
    db(),
    { customerId, market, state, credit, ...(shippingMethod ? { shippingMethod } : {}) },
    systemClock(),
  );
  return quote && { quote, giftProblem: problem };
}
