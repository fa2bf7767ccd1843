import { env } from "@/lib/core/env";

/** Where a person looks at a payment in the provider's own back office; at the sandbox, its overview. */
export function providerPage(paymentIntentId: string): string {
  const { STRIPE_API_URL: sandbox, STRIPE_SECRET_KEY: key } = env();
  if (sandbox) return new URL(`/#${encodeURIComponent(paymentIntentId)}`, sandbox).href;
  const mode = key.includes("_live_") ? "" : "test/";
  return `https://dashboard.stripe.com/${mode}payments/${encodeURIComponent(paymentIntentId)}`;
}
