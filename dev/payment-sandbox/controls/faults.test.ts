import { expect, test } from "vitest";
import { clientFor, refusal, startSandbox, teapots } from "../testing/harness.ts";

test("a 429 and a 500 come as often as ordered, then calls pass again", async () => {
  const { stripe, control } = await startSandbox();
  await control("faults", { match: "POST /v1/checkout/*", status: 429 });
  await control("faults", { match: "POST /v1/checkout/*", status: 500, times: 2 });
  const create = () => stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  expect(await refusal(create())).toMatchObject({ type: "StripeRateLimitError" });
  expect(await refusal(create())).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
  expect(await refusal(create())).toMatchObject({ statusCode: 500 });
  expect((await create()).status).toBe("open");
});

test("a fault is told as met once a call has met it, until faults are cleared", async () => {
  const { stripe, control } = await startSandbox();
  await control("faults", { name: "met", match: "POST /v1/checkout/*", status: 429, times: 2 });
  await control("faults", { name: "not met", match: "POST /v1/refunds", status: 429 });
  expect(await control("faults")).toMatchObject({ met: [] });
  for (let time = 0; time < 2; time += 1) await refusal(stripe.checkout.sessions.create(teapots()));
  expect(await control("faults")).toMatchObject({ faults: [{ name: "not met" }], met: ["met"] });
  expect(await control("faults/clear", {})).toEqual({ faults: [] });
  expect(await control("faults")).toEqual({ faults: [], met: [] });
});

test("work done and its answer lost: the same key finds it again", async () => {
  const { stripe, control, port } = await startSandbox();
  await control("faults", { match: "POST /v1/checkout/sessions", afterSuccess: true, timeoutMs: 5000 });
  const hasty = clientFor(port, "sk_test_x", { timeout: 100 });
  const lost = await refusal(hasty.checkout.sessions.create(teapots(), { idempotencyKey: "k1" }));
  expect(lost.type).toBe("StripeConnectionError");
  const again = await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);

  await control("faults", { match: "POST /v1/payment_intents", afterSuccess: true, status: 500 });
  const pay = () => stripe.paymentIntents.create({ amount: 500, currency: "usd" }, { idempotencyKey: "k2" });
  expect(await refusal(pay())).toMatchObject({ statusCode: 500 });
  await pay();
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("a failure of the API's own comes again for the same key, whether the work was done or not", async () => {
  const { stripe, control } = await startSandbox();
  const pay = (idempotencyKey: string) =>
    stripe.paymentIntents.create({ amount: 500, currency: "usd" }, { idempotencyKey });
  for (const [key, afterSuccess] of [
    ["k1", false],
    ["k2", true],
  ] as const) {
    await control("faults", { match: "POST /v1/payment_intents", status: 500, kept: true, afterSuccess });
    expect((await refusal(pay(key))).headers?.["idempotent-replayed"]).toBeUndefined();
    expect(await refusal(pay(key))).toMatchObject({ statusCode: 500, headers: { "idempotent-replayed": "true" } });
  }
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  await pay("k3");
});

test("a hang before the work closes the connection, and nothing was done", async () => {
  const { stripe, control } = await startSandbox();
  // Twice, because the client tries a closed connection once more by itself.
  await control("faults", { match: "POST /v1/checkout/sessions", timeoutMs: 30, times: 2 });
  expect((await refusal(stripe.checkout.sessions.create(teapots()))).type).toBe("StripeConnectionError");
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(0);
});

test("an answer comes as badly as ordered: said otherwise, with headers, as a page, cut in half, a byte at a time, not at all", async () => {
  const { stripe, control, port } = await startSandbox();
  const hasty = clientFor(port, "sk_test_x", { timeout: 500 });
  const create = (client = stripe) => client.checkout.sessions.create(teapots());
  const match = "POST /v1/checkout/sessions";
  const declined = { type: "card_error", code: "card_declined" };
  await control("faults", { match, status: 402, error: declined, headers: { "retry-after": "7" } });
  expect(await refusal(create())).toMatchObject({ code: "card_declined", headers: { "retry-after": "7" } });
  await control("faults", { match, page: "<html>Bad gateway</html>" });
  expect(await refusal(create())).toMatchObject({ message: "Invalid JSON received from the Stripe API" });
  await control("faults", { match, raw: "no HTTP" });
  expect((await refusal(create())).type).toBe("StripeConnectionError");
  await control("faults", { match, cut: true });
  expect(await refusal(create())).toMatchObject({ type: "StripeConnectionError" });
  await control("faults", { match, dripMs: 600 });
  expect(await refusal(create(hasty))).toMatchObject({ type: "StripeConnectionError" });
  await control("faults", { match, stallMs: 0 });
  expect(await refusal(create())).toMatchObject({ type: "StripeConnectionError" });
  await control("faults", { match, stallMs: 60_000 });
  expect(await refusal(create(hasty))).toMatchObject({ type: "StripeConnectionError" });
  await control("faults", { match, change: { url: null } });
  expect(await create()).toMatchObject({ url: null, status: "open" });
});

test("every call is noted with its key, its parameters and its answer", async () => {
  const { stripe, control } = await startSandbox();
  await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "order-1" });
  await refusal(stripe.paymentIntents.retrieve("pi_none"));
  const { requests } = await control("requests");
  expect(requests).toMatchObject([
    {
      method: "POST",
      path: "/v1/checkout/sessions",
      idempotencyKey: "order-1",
      status: 200,
      params: { client_reference_id: "order-1" },
    },
    { method: "GET", path: "/v1/payment_intents/pi_none", status: 404 },
  ]);
});

test("a reset forgets everything but where the webhooks go", async () => {
  const { stripe, control, url } = await startSandbox({ webhookUrl: "http://127.0.0.1:9/webhook" });
  await stripe.checkout.sessions.create(teapots());
  await control("faults", { match: "* *", status: 500 });
  await control("reset", {});
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(0);
  expect((await control("webhooks")).settings.url).toBe("http://127.0.0.1:9/webhook");
  expect(await (await fetch(url)).text()).toContain("Payment sandbox");
});

test("a control that is misspelt is refused", async () => {
  const { control } = await startSandbox();
  await expect(control("webhooks", { delay: 5 })).rejects.toThrow("400");
});
