import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PaymentSandbox, startPaymentSandbox } from "@/dev/payment-sandbox/server";
import { limitedClient } from "./limited-client";
import { Limiter } from "./limiter";
import { ProviderAway } from "./provider";
import { stripePayments } from "./stripe";

let sandbox: PaymentSandbox;
beforeAll(async () => {
  sandbox = await startPaymentSandbox({ port: 0, webhookSecret: "whsec_limits" });
});
afterAll(() => sandbox.close());
// Who gives up early leaves some of the troubles that were ordered for it.
afterEach(() => fetch(`${sandbox.url}/sandbox/faults/clear`, { method: "POST", body: "{}" }));

const clientOf = (perSecond: number, maxNetworkRetries = 2, timeout = 1_000) =>
  new Stripe("sk_test_limits", {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    httpClient: limitedClient(new Limiter(perSecond)),
    timeout,
    maxNetworkRetries,
    telemetry: false,
  });

const fault = (body: object) => fetch(`${sandbox.url}/sandbox/faults`, { method: "POST", body: JSON.stringify(body) });

async function paidIntent(stripe: Stripe): Promise<string> {
  const { id } = await stripe.paymentIntents.create({
    amount: 5_000,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_visa",
    return_url: "https://shop.example",
  });
  return id;
}

describe("what is asked of Stripe", () => {
  test("stays under the limit, the library's own retries too", async () => {
    const stripe = clientOf(40);
    const began = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => stripe.refunds.list({ limit: 1 })));
    // One or two may go at once, the others follow at forty a second.
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  test("waits for its turn no longer than its timeout", async () => {
    const stripe = clientOf(1, 0);
    const began = performance.now();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => stripe.refunds.list({ limit: 1 })));
    expect(performance.now() - began).toBeLessThan(2_000);
    const refused = asked.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused.length).toBeGreaterThan(5);
    for (const reason of refused) expect(reason).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });

  test("is held back for everybody in a storm of 429, and still done once", async () => {
    const stripe = clientOf(200, 2, 10_000);
    const intents = await Promise.all(Array.from({ length: 6 }, () => paidIntent(stripe)));
    await fault({ match: "POST /v1/refunds", status: 429, times: 7 });
    const provider = stripePayments(stripe);
    const refunds = await Promise.all(
      intents.map((paymentIntentId) =>
        provider.refund({
          paymentIntentId,
          amount: 5_000,
          idempotencyKey: `storm:${paymentIntentId}`,
          orderId: "0190b1e0-0000-7000-8000-000000000000",
          refundId: "0190b1e0-0000-7000-8000-000000000001",
        }),
      ),
    );
    expect(refunds.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => "succeeded"));
    for (const intent of intents) expect(await provider.listRefunds(intent)).toHaveLength(1);
  });

  test("that is refused for good after the last try is an outage to retry, not a refusal", async () => {
    const provider = stripePayments(clientOf(200, 0));
    await fault({ match: "GET /v1/payment_intents/*", status: 429, times: 4 });
    await expect(provider.readIntent("pi_anything")).rejects.toBeInstanceOf(ProviderAway);
  });

  test("and hangs after it was done is done once", async () => {
    const stripe = clientOf(200);
    const provider = stripePayments(stripe);
    const paymentIntentId = await paidIntent(stripe);
    await fault({ match: "POST /v1/refunds", timeoutMs: 2_500, afterSuccess: true, times: 1 });
    const sent = await provider.refund({
      paymentIntentId,
      amount: 1_000,
      idempotencyKey: `hangs:${paymentIntentId}`,
      orderId: "0190b1e0-0000-7000-8000-000000000000",
      refundId: "0190b1e0-0000-7000-8000-000000000002",
    });
    expect(await provider.listRefunds(paymentIntentId)).toMatchObject([
      { providerRefundId: sent.refundId, amount: 1_000, refundId: "0190b1e0-0000-7000-8000-000000000002" },
    ]);
  });

  test.each([
    { badly: "is cut in half", fault: { cut: true } },
    { badly: "comes a byte at a time", fault: { dripMs: 100 } },
  ])("is done once when its answer $badly, and nobody waits for long", async ({ fault: how }) => {
    const stripe = clientOf(200);
    const provider = stripePayments(stripe);
    const paymentIntentId = await paidIntent(stripe);
    await fault({ match: "POST /v1/refunds", ...how });
    const began = performance.now();
    const refundId = "0190b1e0-0000-7000-8000-000000000003";
    const wish = {
      paymentIntentId,
      amount: 1_000,
      idempotencyKey: `badly:${paymentIntentId}`,
      orderId: refundId,
      refundId,
    };
    expect(await provider.refund(wish)).toMatchObject({ status: "succeeded" });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await provider.listRefunds(paymentIntentId)).toHaveLength(1);
  });

  test("of an object that is locked waits alone, and is done", async () => {
    const stripe = clientOf(200, 0, 5_000);
    const id = await paidIntent(stripe);
    const error = { type: "invalid_request_error", code: "lock_timeout" };
    await fault({ match: `GET /v1/payment_intents/${id}`, status: 429, error });
    const began = performance.now();
    const after = () => performance.now() - began;
    const locked = stripe.paymentIntents.retrieve(id).then(after);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await stripe.refunds.list({ limit: 1 }).then(after)).toBeLessThan(450);
    expect(await locked).toBeGreaterThan(490);
  });

  test("waits as long as Stripe asks for before it is tried again", async () => {
    const stripe = clientOf(200, 0, 5_000);
    await fault({ match: "GET /v1/refunds", status: 429, headers: { "retry-after": "2" } });
    const began = performance.now();
    await stripe.refunds.list({ limit: 1 });
    expect(performance.now() - began).toBeGreaterThan(1_990);
  });

  test("gives up at once where Stripe asks for more patience than there is", async () => {
    const stripe = clientOf(200, 0);
    await fault({ match: "GET /v1/refunds", status: 429, headers: { "retry-after": "45" } });
    const began = performance.now();
    await expect(stripe.refunds.list({ limit: 1 })).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test.each([
    {
      said: "a 500 that is not to be tried again",
      fault: { status: 500, headers: { "stripe-should-retry": "false" } },
    },
    {
      said: "a key that is still being worked on",
      fault: { status: 409, error: { type: "idempotency_error", code: "idempotency_key_in_use" } },
    },
  ])("and is answered with $said is an outage to retry, not a refusal", async ({ fault: how }) => {
    const provider = stripePayments(clientOf(200, 0));
    await fault({ match: "GET /v1/payment_intents/*", ...how });
    await expect(provider.readIntent("pi_anything")).rejects.toBeInstanceOf(ProviderAway);
  });

  test.each([
    { page: "<html>Bad gateway</html>" },
    { page: "<html>Bad gateway</html>", status: 502 },
    { page: "" },
    { page: "null" },
    { page: '"OK"' },
    { page: '{"message":"Bad gateway"}', status: 502 },
    { page: '{"error":"no such address"}', status: 404 },
    { page: '{"error":{"code":404,"message":"no such backend"}}', status: 404 },
    { page: '{"error":{"code":402,"message":"quota"}}', status: 402 },
    { page: '{"message":"Moved"}', status: 307 },
  ])("and is answered by a proxy, as with $page, is the provider's being away", async (how) => {
    const provider = stripePayments(clientOf(200, 0));
    await fault({ match: "* /v1/payment_intents/*", ...how });
    await expect(provider.readIntent("pi_anything")).rejects.toBeInstanceOf(ProviderAway);
  });

  test("and stands otherwise by now is answered with how it stands", async () => {
    const stripe = clientOf(200);
    const provider = stripePayments(stripe);
    const paymentIntentId = await paidIntent(stripe);
    const key = `late:${paymentIntentId}`;
    expect(await provider.capture({ paymentIntentId, amount: 5_000, idempotencyKey: `${key}:capture` })).toMatchObject({
      status: "captured",
      capturedAmount: 5_000,
    });
    expect(await provider.release({ paymentIntentId, idempotencyKey: `${key}:void` })).toMatchObject({
      status: "captured",
    });
  });
});
