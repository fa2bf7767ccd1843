import Stripe from "stripe";
import { paymentLabels } from "../../lib/checkout/payment-labels";
import type { OrderRef } from "../../lib/checkout/place-order";
import type { Db } from "../../lib/db/client";
import { openPayment } from "../../lib/orders/open-payment";
import { settleEvent } from "../../lib/orders/settle-event";
import type { CheckoutRequest, CheckoutState, PaymentProvider } from "../../lib/payments/provider";
import { receiveWebhook } from "../../lib/payments/receive-webhook";
import { noon } from "./buyer";

const secret = "whsec_at_once";
const stripe = new Stripe("sk_test_at_once");

/** Takes a placed order to "paid" by the way every order takes: its page opened, the webhook taken, the event settled. */
export async function payOrder(db: Db, order: OrderRef): Promise<void> {
  const opened: CheckoutRequest[] = [];
  await openPayment(db, answering(opened), order, paymentLabels, noon);
  const [request] = opened;
  if (!request) throw new Error("no payment page was asked for");
  const eventId = `evt_${order.orderId}`;
  const rawBody = JSON.stringify(completed(eventId, request));
  const signature = stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret });
  const taken = await receiveWebhook(db, stripe, { rawBody, signature, secrets: [secret], isLive: false, now: noon });
  if (!taken.ok) throw new Error(taken.error.code);
  await settleEvent(db, answering([]), eventId, noon);
}

/** The payment port, answering in no time. */
function answering(opened: CheckoutRequest[]): PaymentProvider {
  const unasked = async (): Promise<never> => {
    throw new Error("an order that is simply paid asks nothing else");
  };
  return {
    async openCheckout(request): Promise<CheckoutState> {
      opened.push(request);
      return {
        sessionId: `cs_${request.orderId}`,
        url: `https://pay.example/${request.orderId}`,
        status: "open",
        paymentStatus: "unpaid",
        paymentIntentId: null,
        amountTotal: totalOf(request),
        currency: request.currency,
        order: { customerId: request.customerId, orderId: request.orderId },
        reference: request.orderId,
      };
    },
    closeCheckout: unasked,
    readCheckout: unasked,
    readIntent: unasked,
    capture: unasked,
    release: unasked,
    refund: unasked,
    listRefunds: unasked,
    findRefund: unasked,
    listEvents: unasked,
    listIntents: unasked,
    readDispute: unasked,
    readFraudWarning: unasked,
  };
}

function completed(eventId: string, request: CheckoutRequest): object {
  const { orderId, customerId, email, locale, currency } = request;
  return {
    id: eventId,
    object: "event",
    type: "checkout.session.completed",
    created: Math.floor(noon.getTime() / 1_000),
    data: {
      object: {
        id: `cs_${orderId}`,
        object: "checkout.session",
        url: null,
        status: "complete",
        payment_status: "paid",
        payment_intent: `pi_${orderId}`,
        amount_total: totalOf(request),
        currency: currency.toLowerCase(),
        locale,
        mode: "payment",
        client_reference_id: orderId,
        customer_details: { email },
        metadata: { customerId, orderId },
      },
    },
  };
}

const totalOf = ({ lines }: CheckoutRequest): number =>
  lines.reduce((sum, { unitAmount, quantity }) => sum + unitAmount * quantity, 0);
