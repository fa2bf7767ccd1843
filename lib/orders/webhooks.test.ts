import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type PaymentSandbox, startPaymentSandbox } from "@/dev/payment-sandbox/server";
import { makeOrder } from "@/dev/testing/buyer";
import { makeProduct, makeVariant, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { paymentLabels } from "@/lib/checkout/payment-labels";
import { FailureKept, type PaymentProvider } from "@/lib/payments/provider";
import { receiveWebhook } from "@/lib/payments/receive-webhook";
import { stripePayments } from "@/lib/payments/stripe";
import { failPayment } from "./fail-payment";
import { followCheckout } from "./follow-intent";
import { cancelOrder } from "./lapse-order";
import { openPayment } from "./open-payment";
import { readOrder } from "./read-order";
import { settleEvent } from "./settle-event";

const secret = "whsec_webhooks_test";
const database = useDatabase();
let world: World;
let sandbox: PaymentSandbox;
let stripe: Stripe;
let shop: Server;
/** Events in the order they were received, each once. */
const received: string[] = [];

beforeAll(async () => {
  world = await makeWorld(database.db);
  shop = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const taken = await receiveWebhook(database.db, stripe, {
      rawBody: Buffer.concat(chunks).toString("utf8"),
      signature: String(request.headers["stripe-signature"] ?? ""),
      secrets: [secret],
      isLive: false,
      now: new Date(),
    });
    if (taken.ok && taken.value.isNew) received.push(taken.value.eventId);
    response.writeHead(taken.ok ? 200 : 400).end();
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const address = shop.address();
  const port = typeof address === "object" && address ? address.port : 0;
  sandbox = await startPaymentSandbox({ port: 0, webhookSecret: secret, webhookUrl: `http://127.0.0.1:${port}/` });
  stripe = new Stripe("sk_test_webhooks", {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
});

afterAll(async () => {
  await sandbox?.close();
  shop?.close();
});

const control = (path: string, body: object) =>
  fetch(`${sandbox.url}/sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function pay(url: string, card = "4242424242424242"): Promise<Response> {
  const body = new URLSearchParams({
    email: "mara@example.com",
    method: "card",
    number: card,
    expiry: "12/34",
    cvc: "123",
    name: "Mara",
  });
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

async function openOrder() {
  const variant = await makeProduct(database.db, world, { onHand: 5 });
  const order = await makeOrder(database.db, [variant], "en-US", new Date());
  const url = await openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date());
  if (!url) throw new Error("no page was opened");
  return { variant, order, url };
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to be");
}

const completed = (orderId: string) =>
  database.db.stripeEvent.findFirst({
    where: {
      type: "checkout.session.completed",
      payload: { path: ["data", "object", "client_reference_id"], equals: orderId },
    },
    select: { eventId: true, payload: true },
  });

test("a page asks for the market's currency and no other, whatever the account at Stripe is set to", async () => {
  const { order } = await openOrder();
  const { requests } = await (await fetch(`${sandbox.url}/sandbox/requests`)).json();
  expect(requests).toContainEqual(
    expect.objectContaining({
      path: "/v1/checkout/sessions",
      params: expect.objectContaining({
        client_reference_id: order.orderId,
        adaptive_pricing: { enabled: "false" },
      }),
    }),
  );
});

describe("a webhook", () => {
  test("of a paid page settles its order for exactly what the page charged", async () => {
    const { order, url, variant } = await openOrder();
    expect((await pay(url)).status).toBe(303);
    await until(async () => (await completed(order.orderId)) !== null);
    const event = await completed(order.orderId);
    await settleEvent(database.db, stripePayments(stripe), event?.eventId ?? "", new Date());
    const read = await readOrder(database.db, order);
    expect(read).toMatchObject({ status: "paid", payment: { status: "paid", amount: order.total } });
    const ledger: { payments?: { captured?: number; amount?: number }[] } = await (
      await fetch(`${sandbox.url}/sandbox/ledger`)
    ).json();
    expect(JSON.stringify(ledger)).toContain(String(order.total));
    expect(
      await database.db.stockLevel.findFirstOrThrow({
        where: variant,
        select: { onHand: true, held: true, sold: true },
      }),
    ).toEqual({ onHand: 4, held: 0, sold: 1 });
  });

  test("doubled and reversed ends the same as once and in order", async () => {
    await control("webhooks", { duplicate: 2, reorder: true });
    const { order, url } = await openOrder();
    await pay(url);
    await until(async () => (await completed(order.orderId)) !== null);
    await control("webhooks", { duplicate: 0, reorder: false });
    const mine = await database.db.stripeEvent.findMany({ select: { eventId: true } });
    for (const event of [...mine, ...mine].toReversed())
      await settleEvent(database.db, stripePayments(stripe), event.eventId, new Date());
    const read = await readOrder(database.db, order);
    expect(read?.status).toBe("paid");
    expect(read?.events.filter((event) => event.type === "paid")).toHaveLength(1);
    expect(new Set(received).size).toBe(received.length);
  });

  test("of a declined card leaves the order waiting, and a second card pays it", async () => {
    const { order, url } = await openOrder();
    await pay(url, "4000000000000002");
    expect(await readOrder(database.db, order)).toMatchObject({
      status: "pending_payment",
      payment: { status: "open" },
    });
    expect((await pay(url)).status).toBe(303);
    await until(async () => (await completed(order.orderId)) !== null);
    await settleEvent(database.db, stripePayments(stripe), (await completed(order.orderId))?.eventId ?? "", new Date());
    expect((await readOrder(database.db, order))?.status).toBe("paid");
  });

  test("that is forged, altered or stale is refused and stored nowhere", async () => {
    const before = await database.db.stripeEvent.count();
    const rawBody = JSON.stringify({
      id: "evt_forged",
      object: "event",
      type: "checkout.session.completed",
      data: { object: {} },
    });
    const sign = (key: string, at: number, body = rawBody) =>
      `t=${at},v1=${createHmac("sha256", key).update(`${at}.${body}`).digest("hex")}`;
    const now = Math.floor(Date.now() / 1000);
    const attempts = [
      { rawBody, signature: "" },
      { rawBody, signature: sign("whsec_other", now) },
      { rawBody: `${rawBody} `, signature: sign(secret, now) },
      { rawBody, signature: sign(secret, now - 3_600) },
    ];
    for (const attempt of attempts) {
      expect(
        await receiveWebhook(database.db, stripe, { ...attempt, secrets: [secret], isLive: false, now: new Date() }),
      ).toEqual({
        ok: false,
        error: { code: "bad_signature" },
      });
    }
    expect(await database.db.stripeEvent.count()).toBe(before);
    // Of a clock that is ahead of the shop's, too.
    for (const at of [now, now + 3_600]) {
      const signed = { rawBody, signature: sign(secret, at), secrets: [secret], isLive: false, now: new Date() };
      expect((await receiveWebhook(database.db, stripe, signed)).ok).toBe(true);
    }
  });

  test("is taken by either of the secrets that the shop knows while its own is being rolled", async () => {
    const rawBody = JSON.stringify({ id: "evt_rolled", type: "charge.refunded", data: { object: {} } });
    const take = (signedWith: string) => {
      const signature = stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret: signedWith });
      const webhook = { rawBody, signature, secrets: ["whsec_new", secret], isLive: false, now: new Date() };
      return receiveWebhook(database.db, stripe, webhook);
    };
    for (const signedWith of ["whsec_new", secret]) expect(await take(signedWith)).toMatchObject({ ok: true });
    expect(await take("whsec_other")).toMatchObject({ ok: false, error: { code: "bad_signature" } });
  });

  test("is taken by a process whose clock is a day ahead, and is not where Postgres' says that it is stale as well", async () => {
    const ahead = new Date(Date.now() + 86_400_000);
    vi.useFakeTimers({ toFake: ["Date"], now: ahead });
    onTestFinished(() => void vi.useRealTimers());
    const rawBody = JSON.stringify({ id: "evt_ahead", type: "charge.refunded", data: { object: {} } });
    for (const [ageSeconds, ok] of [
      [0, true],
      [3_600, false],
    ] as const) {
      const timestamp = Math.floor(ahead.getTime() / 1_000) - 86_400 - ageSeconds;
      const signature = stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp });
      const webhook = { rawBody, signature, secrets: [secret], isLive: false, now: new Date() };
      expect((await receiveWebhook(database.db, stripe, webhook)).ok).toBe(ok);
    }
  });

  test.each([
    ["acct_1", true],
    ["acct_2", false],
    ["acct_1/acct_3", false],
  ])(
    "of an organization's destination that is of %s: the shop's, where its account is acct_1, is %s",
    async (context, isOurs) => {
      const now = new Date();
      const event = { id: `evt_${context}`, object: "event", type: "charge.refunded", context, data: { object: {} } };
      const rawBody = JSON.stringify(event);
      const signature = stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret });
      const webhook = { rawBody, signature, secrets: [secret], isLive: false, accountId: "acct_1", now };
      expect((await receiveWebhook(database.db, stripe, webhook)).ok).toBe(isOurs);
      expect(await database.db.stripeEvent.count({ where: { eventId: event.id } })).toBe(isOurs ? 1 : 0);
    },
  );
});

describe("opening the payment page", () => {
  test("again and again gives the same page; a call that hangs after success is repeated without a second one", async () => {
    const { order, url } = await openOrder();
    expect(await openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date())).toBe(url);

    const variant = await makeProduct(database.db, world);
    const second = await makeOrder(database.db, [variant], "en-US", new Date());
    await control("faults", { match: "POST /v1/checkout/sessions", status: 500, afterSuccess: true, times: 1 });
    await expect(openPayment(database.db, stripePayments(stripe), second, paymentLabels, new Date())).rejects.toThrow();
    expect(await readOrder(database.db, second)).toMatchObject({ payment: { status: "opening" } });
    const opened = await openPayment(database.db, stripePayments(stripe), second, paymentLabels, new Date());
    expect(opened).toContain("/pay/");
    const sessions = await stripe.checkout.sessions.list({ limit: 100 });
    expect(sessions.data.filter((session) => session.client_reference_id === second.orderId)).toHaveLength(1);
  });

  test.each([{ afterSuccess: false }, { afterSuccess: true }])(
    "whose failure is kept under its key is had under the next one, and is the only one that is known: $afterSuccess",
    async ({ afterSuccess }) => {
      const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", new Date());
      const open = () => openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date());
      await control("faults", { match: "POST /v1/checkout/sessions", status: 500, kept: true, afterSuccess });
      await expect(open()).rejects.toThrow();
      expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "opening", attempt: 1 } });
      await expect(open()).rejects.toThrow(FailureKept);
      const url = (await open()) ?? "";
      const read = await readOrder(database.db, order);
      expect(read).toMatchObject({ payment: { status: "open", attempt: 2, sessionUrl: url } });
      const { data } = await stripe.checkout.sessions.list({ limit: 100 });
      const pages = data.filter((session) => session.client_reference_id === order.orderId);
      expect(pages).toHaveLength(afterSuccess ? 2 : 1);
      for (const { id } of pages.filter((page) => page.id !== read?.payment?.sessionId))
        await failPayment(database.db, order, { sessionId: id, to: "expired" }, new Date());
      expect((await pay(url)).status).toBe(303);
    },
  );

  test("that was paid before the answer came leaves the order paid, and sends nobody there again", async () => {
    const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", new Date());
    const provider = stripePayments(stripe);
    const overtaken: PaymentProvider = {
      ...provider,
      async openCheckout(request) {
        const page = await provider.openCheckout(request);
        expect((await pay(page.url ?? "")).status).toBe(303);
        const [paid, read] = [await provider.readCheckout(page.sessionId), await readOrder(database.db, order)];
        if (read) await followCheckout(database.db, provider, read, paid, new Date());
        return page;
      },
    };
    expect(await openPayment(database.db, overtaken, order, paymentLabels, new Date())).toBeNull();
    const read = await readOrder(database.db, order);
    expect(read).toMatchObject({ status: "paid", payment: { status: "paid", capturedAmount: order.total } });
    expect(read?.events.filter(({ type }) => type === "payment_opened")).toEqual([]);
  });

  test("of an order that is called off before the answer came sends nobody there", async () => {
    const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", new Date());
    const provider = stripePayments(stripe);
    const overtaken: PaymentProvider = {
      ...provider,
      async openCheckout(request) {
        const page = await provider.openCheckout(request);
        expect(await cancelOrder(database.db, provider, order, new Date())).toBe("cancelled");
        return page;
      },
    };
    expect(await openPayment(database.db, overtaken, order, paymentLabels, new Date())).toBeNull();
    expect(await readOrder(database.db, order)).toMatchObject({ status: "cancelled", payment: { status: "expired" } });
  });

  test("that has no address is not taken for open: the next try opens another", async () => {
    const order = await makeOrder(database.db, [await makeProduct(database.db, world)], "en-US", new Date());
    const open = () => openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date());
    await control("faults", { match: "POST /v1/checkout/sessions", change: { url: null } });
    await expect(open()).rejects.toThrow();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "opening", sessionUrl: null } });
    const url = await open();
    expect(await readOrder(database.db, order)).toMatchObject({ payment: { status: "open", sessionUrl: url } });
  });

  test("charges the order's total to the unit, tax and shipping included", async () => {
    const { order } = await openOrder();
    const read = await readOrder(database.db, order);
    const session = await stripe.checkout.sessions.retrieve(read?.payment?.sessionId ?? "");
    expect(session).toMatchObject({
      amount_total: order.total,
      currency: "usd",
      client_reference_id: order.orderId,
      customer_email: "mara@example.com",
    });
  });

  test("of a product with a longer title than Stripe takes shortens it", async () => {
    const variant = await makeProduct(database.db, world, { title: `${"x".repeat(248)}🫖🫖 teapot` });
    const order = await makeOrder(database.db, [variant], "en-US", new Date());
    expect(await openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date())).toContain("/pay/");
    const read = await readOrder(database.db, order);
    const { data } = await stripe.checkout.sessions.listLineItems(read?.payment?.sessionId ?? "");
    expect(data[0]?.description).toBe(`${"x".repeat(248)}…`);
  });

  test("of an order with more lines than Stripe takes charges one sum", async () => {
    const product = await makeProduct(database.db, world);
    const more = Array.from({ length: 99 }, () => makeVariant(database.db, world, product));
    const variants = [product, ...(await Promise.all(more))];
    const order = await makeOrder(database.db, variants, "en-US", new Date());
    expect(await openPayment(database.db, stripePayments(stripe), order, paymentLabels, new Date())).toContain("/pay/");
    const read = await readOrder(database.db, order);
    const { data } = await stripe.checkout.sessions.listLineItems(read?.payment?.sessionId ?? "");
    expect(read?.lines).toHaveLength(100);
    expect(data).toMatchObject([{ description: `${read?.number} · the whole order`, amount_total: order.total }]);
  });
});
