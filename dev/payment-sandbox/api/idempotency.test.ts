import { expect, test } from "vitest";
import { refusal, startSandbox, teapots } from "../testing/harness.ts";

test("the same key and parameters give the first answer again, and make one session", async () => {
  const { stripe } = await startSandbox();
  const first = await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  const second = await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
});

test("the same key with other parameters, or on another path, is an idempotency error", async () => {
  const { stripe } = await startSandbox();
  await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  const other = stripe.checkout.sessions.create(teapots({ client_reference_id: "other" }), { idempotencyKey: "k1" });
  expect(await refusal(other)).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  const elsewhere = stripe.paymentIntents.create({ amount: 500, currency: "usd" }, { idempotencyKey: "k1" });
  expect(await refusal(elsewhere)).toMatchObject({ type: "StripeIdempotencyError" });
});

test("a key whose call is still being worked on is refused with 409", async () => {
  const { stripe, control } = await startSandbox();
  await control("faults", { match: "POST /v1/checkout/sessions", delayMs: 300 });
  const slow = stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  await expect.poll(() => refusalCode(stripe), { interval: 20 }).toBe("idempotency_key_in_use");
  const { id } = await slow;
  expect((await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" })).id).toBe(id);

  async function refusalCode(client: typeof stripe) {
    const error = await refusal(client.checkout.sessions.create(teapots(), { idempotencyKey: "k1" }));
    return `${error.statusCode}` === "409" ? error.code : null;
  }
});

test("a call refused for its parameters leaves its key free; one refused while working keeps it", async () => {
  const { stripe } = await startSandbox();
  await refusal(stripe.checkout.sessions.create(teapots({ customer_email: "bad" }), { idempotencyKey: "k1" }));
  expect((await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" })).status).toBe("open");

  const pay = () =>
    stripe.paymentIntents.create(
      { amount: 500, currency: "usd", confirm: true, payment_method: "pm_card_chargeDeclined" },
      { idempotencyKey: "k2" },
    );
  const first = await refusal(pay());
  const second = await refusal(pay());
  expect(first).toMatchObject({ type: "StripeCardError", code: "card_declined", decline_code: "generic_decline" });
  expect(second.charge).toBe(first.charge);
});
