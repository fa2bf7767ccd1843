import { describe, expect, test } from "vitest";
import { z } from "zod";
import { refusal, startSandbox, submit, submitCard, teapots } from "../testing/harness.ts";

async function paidSession(overrides = {}) {
  const sandbox = await startSandbox();
  const session = await sandbox.stripe.checkout.sessions.create(teapots(overrides));
  await submitCard(session, "4242424242424242");
  const { payment_intent: intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  return { ...sandbox, session, intent: String(intent) };
}

describe("a refund", () => {
  test("gives back a part, then the rest, and never more than was paid", async () => {
    const { stripe, intent, control } = await paidSession();
    const part = await stripe.refunds.create({
      payment_intent: intent,
      amount: 10_000,
      reason: "requested_by_customer",
    });
    expect(part).toMatchObject({ amount: 10_000, status: "succeeded", payment_intent: intent, currency: "usd" });

    const over = await refusal(stripe.refunds.create({ payment_intent: intent, amount: 19_873 }));
    expect(over).toMatchObject({ statusCode: 400, code: "amount_too_large", param: "amount" });
    expect(over.message).toContain("$198.72");

    expect(await stripe.refunds.create({ payment_intent: intent, metadata: { why: "rest" } })).toMatchObject({
      amount: 19_872,
    });
    const again = await refusal(stripe.refunds.create({ payment_intent: intent }));
    expect(again).toMatchObject({ code: "charge_already_refunded" });

    const [charge] = (await stripe.charges.list({ payment_intent: intent, expand: ["data.refunds"] })).data;
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 29_872 });
    expect(charge?.refunds?.data).toHaveLength(2);
    expect((await stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(2);
    expect(await control(`ledger?payment_intent=${intent}`)).toMatchObject({
      totals: { usd: { captured: 29_872, refunded: 29_872, payments: 1 } },
      payments: [{ captured: 29_872, refunded: 29_872, clientReferenceId: "order-1" }],
    });
  });

  test("asked for twice with one key happens once", async () => {
    const { stripe, intent, control } = await paidSession();
    const ask = () => stripe.refunds.create({ payment_intent: intent, amount: 500 }, { idempotencyKey: "refund-1" });
    expect((await ask()).id).toBe((await ask()).id);
    expect(await control("ledger")).toMatchObject({ payments: [{ refunded: 500 }] });
  });

  test("needs a payment that succeeded", async () => {
    const { stripe } = await startSandbox();
    const intent = await stripe.paymentIntents.create({ amount: 500, currency: "usd" });
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id }));
    expect(error.message).toContain("does not have a successful charge");
    expect(await refusal(stripe.refunds.create({ payment_intent: "pi_none" }))).toMatchObject({
      code: "resource_missing",
    });
  });
});

describe("a manual capture", () => {
  const manual = { payment_intent_data: { capture_method: "manual" } };

  test("takes part of what was authorised, and only once", async () => {
    const { stripe, intent, session } = await paidSession(manual);
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: "requires_capture",
      amount_capturable: 29_872,
      amount_received: 0,
    });
    const over = await refusal(stripe.paymentIntents.capture(intent, { amount_to_capture: 29_873 }));
    expect(over.code).toBe("amount_too_large");
    const captured = await stripe.paymentIntents.capture(intent, { amount_to_capture: 20_000 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 20_000, amount_capturable: 0 });
    expect(await refusal(stripe.paymentIntents.capture(intent))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
    expect(await stripe.refunds.create({ payment_intent: intent })).toMatchObject({ amount: 20_000 });
  });

  test.each([false, true])("lets go of the rest, which is a refund to older versions: %s", async (refundsReleases) => {
    const { stripe, intent, control } = await paidSession(manual);
    await control("payments", { refundsReleases });
    await stripe.paymentIntents.capture(intent, { amount_to_capture: 20_000 });
    const counted = refundsReleases ? 9_872 : 0;
    const charge = async () => (await stripe.charges.list({ payment_intent: intent })).data[0];
    expect(await charge()).toMatchObject({ amount_captured: 20_000, amount_refunded: counted, refunded: false });
    const refunds = async () =>
      (await stripe.refunds.list({ payment_intent: intent })).data.map(({ amount }) => amount);
    expect(await refunds()).toEqual(refundsReleases ? [9_872] : []);
    expect(await control("ledger")).toMatchObject({ payments: [{ captured: 20_000, refunded: 0 }] });
    expect(await stripe.refunds.create({ payment_intent: intent })).toMatchObject({ amount: 20_000 });
    expect(await charge()).toMatchObject({ amount_refunded: counted + 20_000, refunded: true });
  });

  test("let go gives the money free again", async () => {
    const { stripe, intent, control } = await paidSession(manual);
    expect(await stripe.paymentIntents.cancel(intent)).toMatchObject({ status: "canceled" });
    expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({ statusCode: 400 });
    expect(await control("ledger")).toMatchObject({ totals: {}, payments: [{ captured: 0, refunded: 0 }] });
  });
});

test("a payment intent of its own is confirmed with Stripe's ready-made test methods", async () => {
  const { stripe } = await startSandbox();
  const params = { amount: 1200, currency: "jpy", confirm: true };
  expect(await stripe.paymentIntents.create({ ...params, payment_method: "pm_card_visa" })).toMatchObject({
    status: "succeeded",
  });
  const opened = await stripe.paymentIntents.create({ amount: 1200, currency: "jpy" });
  const error = await refusal(
    stripe.paymentIntents.confirm(opened.id, { payment_method: "pm_card_chargeDeclinedInsufficientFunds" }),
  );
  expect(error).toMatchObject({ type: "StripeCardError", decline_code: "insufficient_funds" });
  expect(error.payment_intent?.status).toBe("requires_payment_method");
});

test("the disputing card pays, and the dispute comes after", async () => {
  const { stripe, control } = await startSandbox();
  await control("payments", { asyncDelayMs: 50 });
  const session = await stripe.checkout.sessions.create(teapots());
  expect((await submitCard(session, "4000000000000259")).status).toBe(303);
  await expect.poll(async () => (await stripe.events.list({ type: "charge.dispute.created" })).data.length).toBe(1);
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  const refund = stripe.refunds.create({ payment_intent: String(intent) });
  expect(await refusal(refund)).toMatchObject({ code: "charge_disputed" });
  const [created] = (await stripe.events.list({ type: "charge.dispute.created" })).data;
  const { id: disputeId } = z.object({ id: z.string() }).parse(created?.data.object);
  await control("disputes", { disputeId, status: "won" });
  expect(await stripe.refunds.create({ payment_intent: String(intent) })).toMatchObject({ status: "succeeded" });
});

describe("a voucher", () => {
  const yen = { currency: "jpy", unit_amount: 6_400, product_data: { name: "Ember teapot" } };

  async function promised() {
    const sandbox = await startSandbox();
    const session = await sandbox.stripe.checkout.sessions.create(
      teapots({ line_items: [{ price_data: yen, quantity: 1 }] }),
    );
    const voucher = { method: "konbini", email: "mara@example.com", payer: "Mara", step: "pay" };
    expect((await submit(session.url ?? "", voucher)).status).toBe(303);
    const { payment_intent: intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
    const paymentIntent = String(intent);
    return {
      ...sandbox,
      session,
      paymentIntent,
      end: (status: string) => sandbox.control("vouchers", { paymentIntent, status }),
    };
  }

  test("completes the session unpaid, and is paid at the till once", async () => {
    const { stripe, control, session, paymentIntent, end } = await promised();
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_method_types: ["card", "sepa_debit", "konbini"],
    });
    expect(await stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({
      status: "requires_action",
      next_action: { type: "konbini_display_details" },
    });
    await end("paid");
    await expect(end("expired")).rejects.toThrow("404");
    await expect(control("vouchers", { session: session.id, status: "expired" })).rejects.toThrow("404");
    expect(await stripe.paymentIntents.retrieve(paymentIntent, { expand: ["latest_charge"] })).toMatchObject({
      status: "succeeded",
      amount_received: 6_400,
      latest_charge: { captured: true, payment_method_details: { type: "konbini" } },
    });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
    expect((await stripe.events.list({ type: "checkout.session.async_payment_succeeded" })).data).toHaveLength(1);
  });

  test("expires after three days", async () => {
    const { stripe, control, paymentIntent } = await promised();
    await control("clock", { advanceSeconds: 3 * 86_400 - 60 });
    expect(await stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({ status: "requires_action" });
    await control("clock", { advanceSeconds: 61 });
    expect(await stripe.paymentIntents.retrieve(paymentIntent)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_payment_attempt_expired" },
    });
    const told = (await stripe.events.list()).data.map(({ type }) => type);
    expect(told).toEqual(
      expect.arrayContaining(["payment_intent.payment_failed", "checkout.session.async_payment_failed"]),
    );
  });

  test("can be canceled by nobody while the buyer can pay it, unless the sandbox is told that it can", async () => {
    const { stripe, control, paymentIntent } = await promised();
    expect(await refusal(stripe.paymentIntents.cancel(paymentIntent))).toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
    await control("payments", { cancelsVouchers: true });
    expect(await stripe.paymentIntents.cancel(paymentIntent)).toMatchObject({ status: "canceled" });
  });

  test("is offered in yen alone, not where it is excluded, and not where the money is only set aside", async () => {
    const { stripe } = await startSandbox();
    const offered = async (more: object) => (await stripe.checkout.sessions.create(teapots(more))).payment_method_types;
    expect(await offered({})).not.toContain("konbini");
    const inYen = { line_items: [{ price_data: yen, quantity: 1 }] };
    expect(await offered({ ...inYen, excluded_payment_method_types: ["konbini", "customer_balance"] })).toEqual([
      "card",
      "sepa_debit",
    ]);
    expect(await offered({ ...inYen, payment_intent_data: { capture_method: "manual" } })).toEqual(["card"]);
  });
});
