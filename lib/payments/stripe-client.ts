import Stripe from "stripe";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db/client";
import { leaseTurns } from "./lease-turns";
import { limitedClient } from "./limited-client";
import { Limiter, realTimer } from "./limiter";

const shared = globalThis as { cartwrightStripe?: Stripe };

/** The process's one Stripe client; what all of them ask has one limit. Ten seconds a call, two retries: Stripe replays by idempotency key. */
export function stripeClient(): Stripe {
  shared.cartwrightStripe ??= new Stripe(env().STRIPE_SECRET_KEY, {
    ...serverOf(env().STRIPE_API_URL),
    httpClient: limitedClient(
      new Limiter(env().STRIPE_REQUESTS_PER_SECOND, realTimer, (block) => leaseTurns(db(), "stripe", block)),
    ),
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
  return shared.cartwrightStripe;
}

function serverOf(url: string | undefined): Stripe.StripeConfig {
  if (!url) return {};
  const { hostname, port, protocol } = new URL(url);
  const plain = protocol === "http:";
  return { host: hostname, port: Number(port || (plain ? 80 : 443)), protocol: plain ? "http" : "https" };
}
