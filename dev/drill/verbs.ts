import { z } from "zod";
import { formOf } from "@/dev/testing/buyer";
import { addLine } from "@/lib/cart/change-cart";
import { paymentLabels } from "@/lib/checkout/payment-labels";
import { placeOrder } from "@/lib/checkout/place-order";
import { quoteCheckout } from "@/lib/checkout/quote-checkout";
import { env } from "@/lib/core/env";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { requireMarket } from "@/lib/i18n/markets";
import { cancelLines } from "@/lib/orders/cancel-lines";
import { cancelOrder } from "@/lib/orders/lapse-order";
import { mailCredit } from "@/lib/orders/mail-credit";
import { openPayment } from "@/lib/orders/open-payment";
import { refundOrder } from "@/lib/orders/refund-order";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { cancelReturn } from "@/lib/orders/returns/cancel-return";
import { exchangeReturn } from "@/lib/orders/returns/exchange-return";
import { inspectReturn } from "@/lib/orders/returns/inspect-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { refundReturn } from "@/lib/orders/returns/refund-return";
import { rejectReturn } from "@/lib/orders/returns/reject-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { resolutionSchema } from "@/lib/orders/returns/return";
import { stripePayments } from "@/lib/payments/stripe";
import { dropVerbs } from "./drop-verbs";
import { stockVerbs } from "./stock-verbs";
import { outcome, staffOf, told, verb } from "./verb";

const order = z.object({ customerId: z.guid(), orderId: z.guid() });
const units = z.array(z.object({ lineId: z.guid(), quantity: z.number(), exchangeVariantId: z.guid().optional() }));
const wanted = z.array(z.object({ productId: z.guid(), variantId: z.guid(), quantity: z.number() }));

/** Dollars; and yen, in which there are vouchers. */
const locale = z.enum(["en-US", "ja-JP"]);

/** What buyers and staff ask of the shop in a storm: its own verbs, with the forms a page would have filled. */
export const verbs = {
  fillCart: verb(z.object({ customerId: z.guid(), locale, lines: wanted }), z.object({}), async ({ db }, cart) => {
    const { customerId, lines } = cart;
    const market = requireMarket(cart.locale);
    for (const line of lines) await addLine(db, { customerId, ...line }, market, new Date());
    return {};
  }),
  checkout: verb(
    z.object({
      customerId: z.guid(),
      locale,
      key: z.guid(),
      email: z.string(),
      giftCard: z.string().nullable(),
      useStoreCredit: z.boolean(),
    }),
    z.object({ order: order.nullable(), refusal: z.string().nullable() }),
    async ({ db }, { customerId, locale, key, email, giftCard, useStoreCredit }) => {
      const market = requireMarket(locale);
      const state = market.region === "US" ? "CA" : undefined;
      const credit = { codeHash: giftCard, useStoreCredit };
      const wish = { customerId, market, shippingMethod: "standard" as const, state, credit };
      const quote = await quoteCheckout(db, wish, new Date());
      const form = formOf(locale, quote?.totals.totalAmount ?? 0, {
        idempotencyKey: key,
        email,
        useStoreCredit,
        expectedCredit: quote?.credit.amount ?? 0,
        expectedShipsFrom: quote?.shipsFrom ?? undefined,
      });
      const placed = await placeOrder(db, { customerId, market, form, giftCard }, new Date());
      return placed.ok ? { order: placed.value, refusal: null } : { order: null, refusal: placed.error.code };
    },
  ),
  openPage: verb(order, z.object({ url: z.string().nullable() }), async ({ db, stripe }, key) => ({
    url: await openPayment(db, stripePayments(stripe), key, paymentLabels, new Date()),
  })),
  cancelOrder: verb(order, outcome, async ({ db, stripe }, key) => ({
    code: await cancelOrder(db, stripePayments(stripe), key, new Date()),
  })),
  cancelLines: verb(
    order.extend({ cancellationId: z.guid(), lines: z.union([units, z.literal("all")]), merchantId: z.guid() }),
    outcome,
    async ({ db }, wish) => {
      const actor = `staff:${staffOf(wish.merchantId).staffId}` as const;
      return told(await cancelLines(db, { ...wish, reason: "out_of_stock", actor }, new Date()));
    },
  ),
  ship: verb(
    z.object({ merchantId: z.guid(), fulfilmentId: z.guid(), shipmentId: z.guid(), lines: units }),
    outcome,
    async ({ db }, { merchantId, ...parcel }) =>
      told(
        await shipFulfilment(
          db,
          staffOf(merchantId),
          { ...parcel, carrier: "ups", tracking: "1Z999AA10123456784" },
          new Date(),
        ),
      ),
  ),
  deliver: verb(
    z.object({ merchantId: z.guid(), fulfilmentId: z.guid(), shipmentId: z.guid() }),
    outcome,
    async ({ db }, { merchantId, ...parcel }) => told(await markDelivered(db, staffOf(merchantId), parcel, new Date())),
  ),
  refund: verb(
    order.extend({ merchantId: z.guid(), refundId: z.guid(), lines: units }),
    outcome,
    async ({ db }, { merchantId, lines, ...wish }) => {
      const choice = { lines, shippingAmount: 0 };
      return told(
        await refundOrder(db, staffOf(merchantId), { ...wish, choice, reason: "damaged", note: "" }, new Date()),
      );
    },
  ),
  /** By who runs the shop at a merchant's, or without one by the buyer. */
  mailCredit: verb(
    order.extend({ merchantId: z.guid().nullable(), sendingId: z.guid() }),
    outcome,
    async ({ db }, { merchantId, ...wish }) => {
      const by = merchantId ? { ...staffOf(merchantId), operator: true } : "shopper";
      return told(
        await mailCredit(db, { ...wish, reason: "buyer_asked", by }, { secret: env().AUTH_SECRET }, new Date()),
      );
    },
  ),
  askReturn: verb(
    order.extend({ returnId: z.guid(), resolution: resolutionSchema, lines: units }),
    outcome,
    async ({ db }, { lines, ...wish }) => {
      const why = lines.map(({ exchangeVariantId, ...line }) => ({
        ...line,
        reason: "changed_mind" as const,
        ...(exchangeVariantId ? { exchangeVariantId } : {}),
      }));
      return told(await requestReturn(db, { ...wish, comment: "", lines: why }, new Date()));
    },
  ),
  cancelReturn: verb(order.extend({ returnId: z.guid() }), outcome, async ({ db }, key) =>
    told(await cancelReturn(db, key, new Date())),
  ),
  rejectReturn: verb(
    z.object({ merchantId: z.guid(), returnId: z.guid() }),
    outcome,
    async ({ db }, { merchantId, returnId }) =>
      told(await rejectReturn(db, staffOf(merchantId), { returnId, reason: "worn" }, new Date())),
  ),
  /** From the parcel's label to the money, or to what goes out instead. Each step may have been taken before. */
  takeReturn: verb(
    z.object({ merchantId: z.guid(), returnId: z.guid(), lines: units }),
    outcome,
    async ({ db }, { merchantId, returnId, lines }) => {
      const staff = staffOf(merchantId);
      await approveReturn(db, staff, { returnId }, new Date());
      await receiveReturn(db, staff, { returnId }, new Date());
      const found = lines.map(({ lineId, quantity }) => ({ lineId, accepted: quantity, restock: quantity }));
      await inspectReturn(db, staff, { returnId, lines: found }, new Date());
      // An exchange that can't go out is paid back.
      const exchanged = await exchangeReturn(db, staff, { returnId }, new Date());
      return told(exchanged.ok ? exchanged : await refundReturn(db, staff, { returnId }, new Date()));
    },
  ),
  ...stockVerbs,
  ...dropVerbs,
};

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
type InputOf<Name extends VerbName> = Parameters<Verbs[Name]["run"]>[1];
type OutputOf<Name extends VerbName> = Awaited<ReturnType<Verbs[Name]["run"]>>;

/** How buyers and staff reach the shop: over HTTP in the drill, directly in tests. Throws when it is down. */
export type Ask = <Name extends VerbName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;
