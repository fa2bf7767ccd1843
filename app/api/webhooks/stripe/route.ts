import { systemClock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { readText } from "@/lib/http/read-text";
import { requestLog } from "@/lib/http/request-log";
import { isLiveMode } from "@/lib/payments/live-mode";
import { receiveWebhook } from "@/lib/payments/receive-webhook";
import { stripeClient } from "@/lib/payments/stripe-client";
import { otherMethods } from "../../other-methods";

/** Larger than any event Stripe sends. */
const bodyMaxBytes = 512 * 1024;

/** Stripe's webhooks: checked, stored, answered. What they mean is worked out by a job. */
export async function POST(request: Request): Promise<Response> {
  return orUnavailable(request, async () => {
    const rawBody = await readText(request, bodyMaxBytes);
    return rawBody === null ? problem(413, { code: "too_large" }) : receive(request.headers, rawBody);
  });
}

async function receive(headers: Headers, rawBody: string): Promise<Response> {
  const received = await receiveWebhook(db(), stripeClient(), {
    rawBody,
    signature: headers.get("stripe-signature") ?? "",
    secrets: env().STRIPE_WEBHOOK_SECRET,
    isLive: isLiveMode(),
    accountId: env().STRIPE_ACCOUNT_ID,
    now: systemClock(),
  });
  if (received.ok) return Response.json({ received: true });
  const { code } = received.error;
  const log = requestLog(headers);
  if (code === "account_unknown")
    log.error({ code }, "STRIPE_ACCOUNT_ID is not set: whose account an organization's webhook is of can't be told");
  else log.warn({ code }, "a webhook was not taken");
  // What is not the shop's is well received all the same: Stripe would send it again for three days.
  if (code === "not_ours") return Response.json({ received: true });
  return problem(code === "bad_signature" ? 401 : 400, { code });
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
