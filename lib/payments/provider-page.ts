import { env } from "@/lib/core/env";
import { isLiveMode } from "./live-mode";

/** Where a person looks at a payment in the provider's own back office; at the sandbox, its overview. */
export function providerPage(paymentIntentId: string): string {
  const { STRIPE_API_URL: sandbox } = env();
  if (sandbox) return new URL(`/#${encodeURIComponent(paymentIntentId)}`, sandbox).href;
  const mode = isLiveMode() ? "" : "test/";
  return `https://dashboard.stripe.com/${mode}payments/${encodeURIComponent(paymentIntentId)}`;
}
