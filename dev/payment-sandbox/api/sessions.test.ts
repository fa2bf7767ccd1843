import { describe, expect, test } from "vitest";
import { clientFor, refusal, startSandbox, submitCard, teapots } from "../testing/harness.ts";

describe("a Checkout Session", () => {
  test("is created with its sums, read back, and lists its lines with their products", async () => {
    const { stripe, url } = await startSandbox();
    const session = await stripe.checkout.sessions.create(
      teapots({
        locale: "de",
        shipping_options: [
          {
            shipping_rate_data: {
              display_name: "Express",
              fixed_amount: { amount: 900, currency: "usd" },
              type: "fixed_amount",
            },
          },
        ],
        automatic_tax: { enabled: false },
      }),
    );
    expect(session).toMatchObject({
      object: "checkout.session",
      amount_subtotal: 29_872,
      amount_total: 30_772,
      currency: "usd",
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      client_reference_id: "order-1",
      metadata: { orderId: "1" },
      url: `${url}/pay/${session.id}`,
      total_details: { amount_shipping: 900 },
    });
    expect(session.lastResponse.requestId).toMatch(/^req_/);
    expect(session.lastResponse.apiVersion).toBe("2026-10-28.endive");

    const lines = await stripe.checkout.sessions.listLineItems(session.id, { expand: ["data.price.product"] });
    expect(lines.data).toMatchObject([
      {
        description: "Ember teapot",
        quantity: 2,
        amount_total: 29_872,
        price: { product: { metadata: { sku: "TEA-1" } } },
      },
    ]);
    const read = await stripe.checkout.sessions.retrieve(session.id, { expand: ["line_items", "payment_intent"] });
    expect(read.line_items?.data).toHaveLength(1);
  });

  test("expands the payment, its charge and its booking in one call once paid", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots());
    await submitCard(session, "4242424242424242");
    const read = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge.balance_transaction"],
    });
    expect(read).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer_details: { email: "mara@example.com", name: "Mara Lindqvist" },
      payment_intent: {
        status: "succeeded",
        amount_received: 29_872,
        metadata: { orderId: "1" },
        description: "Order 1",
        latest_charge: {
          paid: true,
          payment_method_details: { card: { brand: "visa", last4: "4242" } },
          balance_transaction: { amount: 29_872, currency: "usd" },
        },
      },
    });
    const intent = typeof read.payment_intent === "object" ? read.payment_intent?.id : undefined;
    const found = await stripe.checkout.sessions.list({ payment_intent: intent });
    expect(found.data.map(({ id }) => id)).toEqual([session.id]);
  });

  test("is expired once, and never after it was paid", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots());
    expect(await stripe.checkout.sessions.expire(session.id)).toMatchObject({ status: "expired", url: null });
    expect(await refusal(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
  });

  test("expires by itself when its time has come", async () => {
    const { stripe, control } = await startSandbox();
    const expiresAt = Math.floor(Date.now() / 1000) + 31 * 60;
    const session = await stripe.checkout.sessions.create(teapots({ expires_at: expiresAt }));
    await control("clock", { advanceSeconds: 32 * 60 });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "expired" });
    const events = await stripe.events.list({ type: "checkout.session.expired" });
    expect(events.data).toHaveLength(1);
  });

  test("pages through lists from a cursor, newest first", async () => {
    const { stripe } = await startSandbox();
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await stripe.checkout.sessions.create(teapots())).id);
    const first = await stripe.checkout.sessions.list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true });
    const all: string[] = [];
    for await (const session of stripe.checkout.sessions.list({ limit: 2 })) all.push(session.id);
    expect(all).toEqual(made);
    const before = await stripe.checkout.sessions.list({ limit: 2, ending_before: made[4] });
    expect(before.data.map(({ id }) => id)).toEqual([made[2], made[3]]);
  });
});

describe("a call is refused in Stripe's own words", () => {
  const line = (currency: string, amount: number) => ({
    line_items: [{ price_data: { currency, unit_amount: amount, product_data: { name: "Tea" } }, quantity: 1 }],
  });
  const colour: object = { colour: "red" };
  const listed: object = { payment_method_types: ["card"] };

  test.each([
    ["an unknown parameter", { ...teapots(), ...colour }, { code: "parameter_unknown", param: "colour" }],
    [
      "what the API no longer knows",
      { ...teapots(), ...listed },
      { code: "parameter_unknown", param: "payment_method_types" },
    ],
    [
      "methods that leave none",
      teapots({ allowed_payment_method_types: ["klarna"] }),
      { param: "allowed_payment_method_types" },
    ],
    [
      "a missing one",
      { ...teapots(), line_items: [{ quantity: 1 }] },
      { code: "parameter_missing", param: "line_items[0][price_data]" },
    ],
    ["too little", teapots(line("usd", 49)), { code: "amount_too_small" }],
    ["too much", teapots(line("usd", 100_000_000)), { param: "line_items[0][price_data][unit_amount]" }],
    ["a fraction", teapots(line("usd", 10.5)), { code: "parameter_invalid_integer" }],
    ["yen under the least", teapots(line("jpy", 49)), { code: "amount_too_small" }],
    ["fils the networks can't carry", teapots(line("kwd", 12_345)), { code: "parameter_invalid_integer" }],
    ["a currency that isn't", teapots(line("zzz", 500)), { param: "line_items[0][price_data][currency]" }],
    ["a relative address", teapots({ success_url: "/thanks" }), { code: "url_invalid", param: "success_url" }],
    ["a bad e-mail", teapots({ customer_email: "mara" }), { code: "email_invalid" }],
    ["an expiry too near", teapots({ expires_at: Math.floor(Date.now() / 1000) + 60 }), { param: "expires_at" }],
    ["something not played", teapots({ discounts: [{ coupon: "x" }] }), { param: "discounts" }],
  ])("%s", async (_what, params, expected) => {
    const { stripe } = await startSandbox();
    const error = await refusal(stripe.checkout.sessions.create(params));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, ...expected });
  });

  test("yen and dinar that follow the rules pass", async () => {
    const { stripe } = await startSandbox();
    expect((await stripe.checkout.sessions.create(teapots(line("jpy", 1200)))).amount_total).toBe(1200);
    expect((await stripe.checkout.sessions.create(teapots(line("kwd", 12_340)))).amount_total).toBe(12_340);
  });

  test("an object that isn't there", async () => {
    const { stripe } = await startSandbox();
    const error = await refusal(stripe.checkout.sessions.retrieve("cs_test_nothing"));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" });
  });

  test("a live key, a made-up key and none", async () => {
    const { port, url } = await startSandbox();
    for (const key of ["sk_live_secret", "rk_live_secret", "nonsense"]) {
      const error = await refusal(clientFor(port, key).checkout.sessions.list());
      expect(error).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
    }
    expect((await fetch(`${url}/v1/events`)).status).toBe(401);
  });
});
