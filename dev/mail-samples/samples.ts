import type { Locale } from "../../lib/i18n/markets";
import type { Letter } from "../../lib/notifications/letter";
import { backInStock } from "../../lib/notifications/templates/back-in-stock";
import { cancelled, linesCancelled } from "../../lib/notifications/templates/cancelled";
import { confirmed } from "../../lib/notifications/templates/confirmed";
import { delivered } from "../../lib/notifications/templates/delivered";
import { giftCard } from "../../lib/notifications/templates/gift-card";
import { link } from "../../lib/notifications/templates/link";
import { smallPicture } from "../../lib/notifications/templates/order-parts";
import { paymentFailed } from "../../lib/notifications/templates/payment-failed";
import { paymentLost } from "../../lib/notifications/templates/payment-lost";
import { refundFailed } from "../../lib/notifications/templates/refund-failed";
import { refunded } from "../../lib/notifications/templates/refunded";
import { returned } from "../../lib/notifications/templates/returns";
import { shipped } from "../../lib/notifications/templates/shipped";
import { toStaff } from "../../lib/notifications/templates/to-staff";
import { voiceOf } from "../../lib/notifications/voice";
import { writeLetter } from "../../lib/notifications/write-letter";
import { parcelsOf } from "../../lib/orders/parcels";
import type { OrderView } from "../../lib/orders/read-order";
import { sampleOrder } from "./sample-order";

type Sample = (order: OrderView, voice: Awaited<ReturnType<typeof voiceOf>>) => Letter | Promise<Letter>;

const parcelOf = (order: OrderView) => {
  const [parcel] = parcelsOf(order.events);
  if (!parcel) throw new Error("the sample has a parcel");
  return parcel;
};

const firstTwo = (order: OrderView) => order.lines.slice(0, 2).map(({ lineId }) => ({ lineId, quantity: 1 }));

function refundOf(order: OrderView, more: { reason?: string; creditAmount?: number } = {}) {
  const [first, second] = order.lines;
  const lines = [first, second].flatMap((line) =>
    line ? [{ lineId: line.lineId, quantity: line.quantity, amount: line.totalAmount }] : [],
  );
  const amount = lines.reduce((sum, line) => sum + line.amount, order.shippingAmount);
  const { reason = "requested", creditAmount = 0 } = more;
  const { shippingAmount } = order;
  const creditTo = "gift_card" as const;
  return { amount, paymentAmount: amount - creditAmount, creditAmount, shippingAmount, reason, lines, creditTo };
}

const returnOf = (order: OrderView) => ({
  returnId: order.orderId,
  number: "RT-4H8K2",
  merchantName: order.lines[0]?.merchantName ?? "",
  carrier: "dhl",
  tracking: "RR123456785DE",
  exchangeOrderId: order.orderId,
  resolution: "exchange" as const,
  heldUntil: new Date("2026-12-28T12:00:00Z"),
  shortfall: null,
  rejection: "The strap has been cut, so it can’t be sold again.",
  lines: firstTwo(order),
});

const disputeOf = (order: OrderView, status: string) => ({
  orderNumber: order.number,
  status,
  amount: order.totalAmount,
  currency: order.currency,
  reason: "product_not_received",
  dueBy: "2026-12-05T23:59:00.000Z",
  inBooks: false,
});

const atRiskOf = ({ number: orderNumber, totalAmount: amount, currency }: OrderView) => ({
  ...{ orderNumber, amount, currency },
});

const halfOf = ({ totalAmount, currency }: OrderView) => ({ amount: Math.floor(totalAmount / 2), currency });

const setAside = (order: OrderView): OrderView => ({
  ...order,
  payment: order.payment && {
    ...order.payment,
    status: "authorized",
    capturedAmount: 0,
    authorizedUntil: new Date("2026-12-05T12:00:00Z"),
  },
});

/** Every mail the shop can send, from an order that never was. */
export const samples: Record<string, Sample> = {
  confirmed,
  "confirmed-set-aside": (order, voice) => confirmed(setAside(order), voice),
  link,
  "payment-failed": (order, voice) => paymentFailed({ ...order, status: "lapsed" }, voice),
  "payment-lost": paymentLost,
  shipped: (order, voice) => shipped(order, parcelOf(order), voice),
  "shipped-unknown-carrier": (order, voice) => shipped(order, { ...parcelOf(order), carrier: "other" }, voice),
  delivered: (order, voice) => delivered(order, parcelOf(order), voice),
  cancelled: (order, voice) => cancelled({ ...order, status: "cancelled" }, { isWithheld: false }, voice),
  "cancelled-disputed": (order, voice) => cancelled({ ...order, status: "cancelled" }, { isWithheld: true }, voice),
  "cancelled-unpaid": (order, voice) =>
    cancelled({ ...order, status: "cancelled", paidAt: null }, { isWithheld: false }, voice),
  "cancelled-authorized": (order, voice) =>
    cancelled(
      { ...order, status: "cancelled", payment: order.payment && { ...order.payment, status: "voided" } },
      { isWithheld: false },
      voice,
    ),
  "lines-cancelled": (order, voice) =>
    linesCancelled(order, { parts: firstTwo(order), isUntaken: false, isWithheld: false }, voice),
  refunded: (order, voice) => refunded(order, refundOf(order), voice),
  "refunded-to-card-and-gift-card": (order, voice) => refunded(order, refundOf(order, { creditAmount: 500 }), voice),
  "refunded-unfilled": (order, voice) =>
    refunded(order, { ...refundOf(order, { reason: "out_of_stock" }), lines: [], shippingAmount: 0 }, voice),
  "refund-failed": (order, voice) => refundFailed(order, refundOf(order), voice),
  "return-requested": (order, voice) => returned(order, "return_requested", returnOf(order), voice),
  "return-approved": (order, voice) => returned(order, "return_approved", returnOf(order), voice),
  "return-rejected": (order, voice) => returned(order, "return_rejected", returnOf(order), voice),
  "return-received": (order, voice) => returned(order, "return_received", returnOf(order), voice),
  "return-settled": (order, voice) => returned(order, "return_settled", returnOf(order), voice),
  "return-settled-outside": (order, voice) =>
    returned(order, "return_settled", { ...returnOf(order), shortfall: "paid_otherwise" }, voice),
  exchanged: (order, voice) => returned(order, "exchanged", returnOf(order), voice),
  "gift-card": ({ currency }, voice) =>
    giftCard({ code: "7K2M-9QX4-TB5R-H3VW", amount: 5000, currency, expiresAt: new Date("2029-11-22") }, voice),
  "back-in-stock": (order, voice) => {
    const [line] = order.lines;
    if (!line) throw new Error("the sample has a line");
    const options = line.options.map((option) => option.value).join(" · ");
    const pictureUrl = line.imageKey ? smallPicture(line.imageKey) : null;
    const price = voice.money(line.unitAmount, order.currency);
    const url = `http://localhost:3000/${voice.locale}/p/sample`;
    return backInStock({ title: line.title, maker: line.merchantName, options, price, url, pictureUrl }, voice);
  },
  "low-stock": ({ lines: [line] }, voice) =>
    toStaff(
      {
        type: "low_stock",
        data: { productId: line?.productId ?? "", sku: line?.sku ?? "", title: line?.title ?? "", free: 3 },
      },
      voice,
    ),
  "low-stock-more": (_order, voice) => toStaff({ type: "low_stock_more", data: { count: 20 } }, voice),
  "dispute-created": (order, voice) =>
    toStaff({ type: "dispute.created", data: disputeOf(order, "needs_response") }, voice),
  "dispute-to-operators": (order, voice) =>
    toStaff({ type: "dispute.created", data: { ...disputeOf(order, "needs_response"), inBooks: true } }, voice),
  "dispute-won": (order, voice) => toStaff({ type: "dispute.closed", data: disputeOf(order, "won") }, voice),
  "dispute-lost": (order, voice) => toStaff({ type: "dispute.closed", data: disputeOf(order, "lost") }, voice),
  "dispute-won-called-off": (order, voice) =>
    toStaff({ type: "dispute.closed", data: { ...disputeOf(order, "won"), givenBack: halfOf(order) } }, voice),
  "dispute-lost-called-off": (order, voice) =>
    toStaff({ type: "dispute.closed", data: { ...disputeOf(order, "lost"), givenBack: halfOf(order) } }, voice),
  "payment-lost-to-staff": (order, voice) => toStaff({ type: "payment.lost", data: atRiskOf(order) }, voice),
  "fraud-warning": (order, voice) =>
    toStaff({ type: "payment.fraud_warning", data: { ...atRiskOf(order), reason: "made_with_stolen_card" } }, voice),
  "return-to-answer": ({ orderId: returnId, number: orderNumber }, voice) =>
    toStaff(
      { type: "return_requested", data: { returnId, number: `${orderNumber}-R1`, orderNumber, count: 2 } },
      voice,
    ),
  "dead-jobs": (_order, voice) => toStaff({ type: "dead_jobs", data: { count: 3 } }, voice),
  "webhook-off": (_order, voice) =>
    toStaff({ type: "webhook_off", data: { url: "https://erp.example.com/hooks/cartwright" } }, voice),
  "book-difference": (_order, voice) =>
    toStaff({ type: "book_difference", data: { kind: "captured_differs", orderNumber: "CW-7K2M9QX4T" } }, voice),
  "fraud-in-books": (order, voice) => toStaff({ type: "fraud_in_books", data: atRiskOf(order) }, voice),
  "stock-differs": (_order, voice) => toStaff({ type: "stock_differs", data: {} }, voice),
  "many-not-compared": (_order, voice) => toStaff({ type: "many_not_compared", data: { count: 37 } }, voice),
};

/** One sample as it would be sent. */
export async function writeSample(name: string, locale: Locale, pictures: readonly string[] = []) {
  const sample = samples[name];
  if (!sample) return null;
  const voice = await voiceOf(locale);
  return writeLetter(await sample(sampleOrder(locale, pictures), voice), voice);
}
