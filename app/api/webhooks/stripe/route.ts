import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { requestLog } from "@/lib/http/request-log";
import { receiveWebhook } from "@/lib/payments/receive-webhook";
import { stripeClient } from "@/lib/payments/stripe-client";
import { otherMethods } from "../../other-methods";

/** Larger than any event Stripe sends. */
const bodyMaxBytes = 512 * 1024;

/** Stripe's webhooks: checked, stored, answered. What they mean is worked out by a job. */
export async function POST(request: Request): Promise<Response> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > bodyMaxBytes) return problem(413, { code: "too_large" });
  const rawBody = await request.text();
  if (rawBody.length > bodyMaxBytes) return problem(413, { code: "too_large" });
  return orUnavailable(request, () => receive(request.headers, rawBody));
}

async function receive(headers: Headers, rawBody: string): Promise<Response> {
  const signature = headers.get("stripe-signature") ?? "";
  const received = await receiveWebhook(db(), stripeClient(), {
    rawBody,
    signature,
    secret: env().STRIPE_WEBHOOK_SECRET,
    now: systemClock(),
  });
  if (!received.ok) {
    requestLog(headers).warn("a webhook whose signature does not hold");
    return problem(401, received.error);
  }
  return Response.json({ received: true });
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
