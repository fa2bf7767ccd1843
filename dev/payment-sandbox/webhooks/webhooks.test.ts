import { expect, test } from "vitest";
import { startReceiver, startSandbox, submitCard, teapots } from "../testing/harness.ts";

const paymentTypes = [
  "charge.succeeded",
  "checkout.session.completed",
  "payment_intent.created",
  "payment_intent.succeeded",
];

async function pay(stripe: Awaited<ReturnType<typeof startSandbox>>["stripe"]) {
  const session = await stripe.checkout.sessions.create(teapots());
  await submitCard(session, "4242424242424242");
  return session;
}

test("a payment's events arrive signed, and carry the objects as they were", async () => {
  const receiver = await startReceiver();
  const { stripe } = await startSandbox({ webhookUrl: receiver.url });
  const session = await pay(stripe);
  await expect.poll(() => receiver.types().sort()).toEqual(paymentTypes);
  const completed = receiver.received.find(({ event }) => event.type === "checkout.session.completed")?.event;
  expect(completed).toMatchObject({
    api_version: "2026-10-28.endive",
    livemode: false,
    data: { object: { id: session.id, payment_status: "paid", client_reference_id: "order-1" } },
  });
  expect(await stripe.events.retrieve(completed?.id ?? "")).toMatchObject({ type: "checkout.session.completed" });
});

test("an event is tried again until it is taken", async () => {
  const receiver = await startReceiver((nth) => (nth < 3 ? 500 : 200));
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, retryBaseMs: 20 });
  const session = await stripe.checkout.sessions.create(teapots());
  await stripe.checkout.sessions.expire(session.id);
  await expect.poll(async () => (await control("webhooks")).events[0].state).toBe("delivered");
  const [listed] = (await control("webhooks")).events;
  expect(listed.attempts.map(({ status }: { status: number }) => status)).toEqual([500, 500, 200]);
  expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
});

test("a shop that never answers is given up in the end, and can be served again by hand", async () => {
  let answer = 500;
  const receiver = await startReceiver(() => answer);
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, retryBaseMs: 1, triesMax: 3 });
  await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(teapots())).id);
  await expect.poll(async () => (await control("webhooks")).events[0].state).toBe("given-up");
  expect(receiver.received).toHaveLength(3);
  answer = 200;
  await control("webhooks/redeliver", { eventId: receiver.received[0]?.event.id });
  await expect.poll(async () => (await control("webhooks")).events[0].state).toBe("delivered");
});

test("duplicate: each event comes so many times more", async () => {
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, duplicate: 2 });
  await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(teapots())).id);
  await expect.poll(() => receiver.types()).toEqual(Array(3).fill("checkout.session.expired"));
});

test("reorder: a batch arrives in reverse", async () => {
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, reorder: true, reorderWindowMs: 100 });
  await pay(stripe);
  await expect
    .poll(() => receiver.types())
    .toEqual(["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "payment_intent.created"]);
});

test("drop: so many events are lost, stay readable by the API, and can be redelivered", async () => {
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, drop: 4 });
  await pay(stripe);
  await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(teapots())).id);
  await expect.poll(() => receiver.types()).toEqual(["checkout.session.expired"]);
  const lost = await stripe.events.list({ type: "checkout.session.completed" });
  expect(lost.data).toHaveLength(1);
  await control("webhooks/redeliver", { eventId: lost.data[0]?.id });
  await expect.poll(() => receiver.types()).toContain("checkout.session.completed");
});

test("delay and pause: an event waits, and comes when it may", async () => {
  const receiver = await startReceiver();
  const { stripe, control } = await startSandbox();
  await control("webhooks", { url: receiver.url, delayMs: 150 });
  await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(teapots())).id);
  const expiredAtMs = Date.now();
  await expect.poll(() => receiver.received.length).toBe(1);
  expect(receiver.received[0]?.atMs).toBeGreaterThanOrEqual(expiredAtMs + 100);

  await control("webhooks", { delayMs: 0, paused: true });
  await stripe.checkout.sessions.expire((await stripe.checkout.sessions.create(teapots())).id);
  await control("webhooks", { paused: false });
  await expect.poll(() => receiver.received.length).toBe(2);
});

test("a refund is told with its charge and the call's own key", async () => {
  const receiver = await startReceiver();
  const { stripe } = await startSandbox({ webhookUrl: receiver.url });
  const session = await pay(stripe);
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  await stripe.refunds.create({ payment_intent: String(intent), amount: 500 }, { idempotencyKey: "refund-1" });
  await expect.poll(() => receiver.types()).toEqual(expect.arrayContaining(["refund.created", "charge.refunded"]));
  const told = receiver.received.find(({ event }) => event.type === "charge.refunded")?.event;
  expect(told).toMatchObject({
    data: { object: { amount_refunded: 500, refunded: false }, previous_attributes: { amount_refunded: 0 } },
    request: { idempotency_key: "refund-1" },
  });
});
