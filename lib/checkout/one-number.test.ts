import { beforeAll, expect, test } from "vitest";
import { makeBuyer, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { type Locale, locales, requireMarket } from "@/lib/i18n/markets";
import { describeTotals } from "@/lib/orders/describe-totals";
import { invoiceOf } from "@/lib/orders/invoice";
import { openPayment } from "@/lib/orders/open-payment";
import { readOrder } from "@/lib/orders/read-order";
import { readRefundable } from "@/lib/orders/read-refundable";
import { allThatIsLeft, refundOf } from "@/lib/orders/refund";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import type { CheckoutRequest, PaymentProvider } from "@/lib/payments/provider";
import { paymentLabels } from "./payment-labels";
import { placeOrder } from "./place-order";

process.env.AUTH_SECRET ??= "a secret of the tests, long enough to be one";
process.env.STRIPE_SECRET_KEY ??= "sk_test_of_the_tests";
process.env.STRIPE_WEBHOOK_SECRET ??= "whsec_of_the_tests";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

/** Opens pages that are never paid on, and remembers what it was asked for. */
function asking(asked: CheckoutRequest[]): PaymentProvider {
  const unused = () => Promise.reject(new Error("not asked for here"));
  return {
    openCheckout: async (request) => {
      asked.push(request);
      const { customerId, orderId } = request;
      return {
        sessionId: `cs_${orderId}`,
        url: "https://pay.example",
        status: "open",
        paymentStatus: "unpaid",
        paymentIntentId: null,
        amountTotal: request.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0),
        currency: request.currency,
        order: { customerId, orderId },
        reference: orderId,
      };
    },
    closeCheckout: unused,
    readCheckout: unused,
    readIntent: unused,
    capture: unused,
    release: unused,
    refund: unused,
    listRefunds: unused,
    findRefund: unused,
    listEvents: unused,
    listIntents: unused,
    readDispute: unused,
    readFraudWarning: unused,
  };
}

const oneEach = locales.filter((locale, index) => {
  const { region } = requireMarket(locale);
  return locales.findIndex((other) => requireMarket(other).region === region) === index;
});

test.each(oneEach.flatMap((locale) => [0, 700].map((gift): [Locale, number] => [locale, gift])))(
  "%s with a gift card of %i: shown, stored, asked of Stripe, invoiced and refundable are one number",
  async (locale, gift) => {
    const { db } = database;
    const { currency } = requireMarket(locale);
    const prices = { [currency]: 1099 };
    const buyer = await makeBuyer(
      db,
      [
        { ...(await makeProduct(db, world, { prices })), quantity: 3 },
        await makeProduct(db, world, { prices: { [currency]: 333 }, taxClass: "food" }),
      ],
      locale,
    );
    const card =
      gift === 0
        ? null
        : await issueGiftCard(
            db,
            {
              cardId: newId(),
              amount: gift,
              currency,
              email: null,
              locale,
              expiresAt: null,
              actor: `staff:${newId()}`,
            },
            { secret: "another secret of the tests" },
            noon,
          );
    const form = { ...buyer.form, expectedCredit: gift };
    const placed = await placeOrder(db, { ...buyer, form, giftCard: card?.codeHash ?? null }, noon);
    if (!placed.ok) throw new Error(placed.error.code);
    const shown = buyer.form.expectedTotal;

    const asked: CheckoutRequest[] = [];
    await openPayment(db, asking(asked), placed.value, paymentLabels, noon);
    const stripe = asked[0]?.lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
    expect(stripe).toBe(shown - gift);

    const order = await readOrder(db, placed.value);
    const refundable = await readRefundable(db, placed.value);
    if (!order || !refundable) throw new Error("the order is there");
    expect(order.totalAmount).toBe(shown);
    expect(order.payment?.amount).toBe(shown - gift);

    const invoice = invoiceOf(order, refundable);
    const lines = invoice.lines.reduce((sum, line) => sum + line.amount, 0);
    const taxes = invoice.taxes.reduce((sum, tax) => sum + tax.taxAmount, 0);
    expect(taxes).toBe(order.taxAmount);
    expect(lines - invoice.discountAmount + invoice.shippingAmount + (order.taxIncluded ? 0 : taxes)).toBe(shown);
    expect(invoice.paidAmount).toBe(stripe);

    const everything = refundOf(refundable, allThatIsLeft(refundable));
    expect(everything).toMatchObject({ ok: true, value: { amount: shown, taxAmount: order.taxAmount } });

    const toTell = { ...order, region: order.shipTo.country, state: order.shipTo.state, ratesPpm: [] };
    const { after } = await describeTotals(toTell, locale);
    expect(after).toHaveLength(gift === 0 ? 0 : 2);
    const paid = await describeTotals({ ...toTell, paid: true }, locale);
    expect(paid.after.at(-1)?.value).toBe(after.at(-1)?.value);
    // What was paid is not told as still to pay.
    if (gift > 0) expect(paid.after.at(-1)?.label).not.toBe(after.at(-1)?.label);
  },
);
