import { describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { checkoutSchema, disputeSchema, failureSchema, intentSchema, refundSchema } from "./stripe-shapes";

const session = { id: "cs_1", object: "checkout.session", livemode: false, metadata: {}, url: null };
const intent = { id: "pi_1", amount: 1_099, amount_received: 0, currency: "usd", created: 1_234_567_890, metadata: {} };
const refund = { id: "re_1", payment_intent: "pi_1", amount: 100, currency: "usd", metadata: {} };

describe("what Stripe may leave out is read as nothing", () => {
  test("of a page", () => {
    const unnamed = { order: null, reference: null };
    const nothing = { ...unnamed, url: null, paymentIntentId: null, amountTotal: null, currency: null };
    const open = { ...session, status: "open", payment_status: "unpaid" };
    expect(checkoutSchema.parse(open)).toMatchObject(nothing);
    expect(checkoutSchema.parse({ ...open, payment_intent: null, amount_total: null, currency: null })).toMatchObject(
      nothing,
    );
  });

  test("of a payment", () => {
    const seen = { ...intent, status: "succeeded", amount_received: 1_099 };
    for (const charge of [{}, { latest_charge: null }, { latest_charge: "ch_1" }])
      expect(intentSchema.parse({ ...seen, ...charge })).toMatchObject({ status: "captured", refundedAmount: 0 });
  });

  test("of how much was set aside: then nothing of it is untaken", () => {
    const untaken = (charge: object) => {
      const taken = { amount_refunded: 0, captured: true, ...charge };
      return intentSchema.parse({ ...intent, status: "succeeded", latest_charge: taken }).untakenAmount;
    };
    expect(untaken({ amount: 1_099, amount_captured: 1_000 })).toBe(99);
    for (const charge of [{}, { amount: 1_099 }, { amount: 1_099, amount_captured: null }, { amount_captured: 1_000 }])
      expect(untaken(charge)).toBe(0);
  });

  test("of money set aside by another method than a card", () => {
    const charge = { amount_refunded: 0, captured: false, payment_method_details: { type: "link", link: {} } };
    const { authorizedUntil } = intentSchema.parse({ ...intent, status: "requires_capture", latest_charge: charge });
    expect(authorizedUntil).toEqual(new Date((intent.created + 5 * 24 * 3_600) * 1_000));
  });

  test("of a try that failed", () => {
    for (const said of [
      {},
      { last_payment_error: null },
      { last_payment_error: { code: null, charge: null } },
      { last_payment_error: { code: 1 } },
    ])
      expect(failureSchema.parse({ id: "pi_1", metadata: {}, ...said })).toMatchObject({ metadata: null });
  });

  test("of a dispute", () => {
    const dispute = { id: "du_1", amount: 100, currency: "usd", reason: "general", status: "lost", created: 1 };
    expect(disputeSchema.parse(dispute)).toMatchObject({ currency: "USD", dueBy: null });
  });
});

describe("a status without a name here is one to wait on", () => {
  test.each([null, "on_the_moon"])("%s", (status) => {
    const unpaid = { status: "open", paymentStatus: "unpaid" };
    expect(checkoutSchema.parse({ ...session, status, payment_status: status })).toMatchObject(unpaid);
    expect(intentSchema.parse({ ...intent, status })).toMatchObject({ status: "processing" });
    expect(refundSchema.parse({ ...refund, status })).toMatchObject({ status: "pending" });
  });
});

test("what is named by an id or told whole is the same", () => {
  const order = { customerId: newId(), orderId: newId() };
  const told = { ...session, status: "complete", payment_status: "paid", metadata: { ...order, more: "x" } };
  for (const payment_intent of ["pi_1", { id: "pi_1", object: "payment_intent" }])
    expect(checkoutSchema.parse({ ...told, payment_intent })).toMatchObject({ paymentIntentId: "pi_1", order });
});
