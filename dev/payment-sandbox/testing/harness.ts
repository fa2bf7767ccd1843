import { createServer } from "node:http";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { readBody } from "../http/read-body.ts";
import { type PaymentSandboxOptions, startPaymentSandbox } from "../server.ts";

export const webhookSecret = "whsec_test_secret";

export interface Received {
  atMs: number;
  signature: string;
  raw: string;
  event: Stripe.Event;
}

/** A shop's webhook door: verifies with the real client and answers what the test wants. */
export async function startReceiver(answer: (nth: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const raw = await readBody(request);
    const signature = String(request.headers["stripe-signature"]);
    const event = new Stripe("sk_test_x").webhooks.constructEvent(raw, signature, webhookSecret);
    received.push({ atMs: Date.now(), signature, raw, event });
    response.writeHead(answer(received.length)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}/webhook`, received, types: () => received.map(({ event }) => event.type) };
}

export async function startSandbox(options: Partial<PaymentSandboxOptions> = {}) {
  const sandbox = await startPaymentSandbox({ port: 0, webhookSecret, ...options });
  onTestFinished(() => sandbox.close());
  const control = async (path: string, body?: unknown) => {
    const method = body === undefined ? "GET" : "POST";
    const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return { ...sandbox, stripe: clientFor(sandbox.port), control };
}

export function clientFor(port: number, key = "sk_test_anything", config: Stripe.StripeConfig = {}): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  });
}

export function teapots(overrides: Stripe.Checkout.SessionCreateParams = {}): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      {
        price_data: {
          currency: "usd",
          unit_amount: 14_936,
          product_data: { name: "Ember teapot", description: "1.1 litre", metadata: { sku: "TEA-1" } },
        },
        quantity: 2,
      },
    ],
    success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/cart",
    customer_email: "mara@example.com",
    client_reference_id: "order-1",
    metadata: { orderId: "1" },
    payment_intent_data: { metadata: { orderId: "1" }, description: "Order 1" },
    ...overrides,
  };
}

const card = { method: "card", email: "mara@example.com", expiry: "12 / 34", cvc: "123", name: "Mara Lindqvist" };

/** What a browser does on the hosted page, without the browser. */
export async function submitCard(session: { url: string | null }, number: string, more: Record<string, string> = {}) {
  return submit(session.url ?? "", { ...card, number, step: "pay", ...more });
}

export async function submit(url: string, fields: Record<string, string>) {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), page: await response.text() };
}

/** The error a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("the call was not refused");
}
