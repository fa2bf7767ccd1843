import { createHash } from "node:crypto";
import { env } from "@/lib/core/env";
import { pagePolicy } from "./page-policy";

/**
 * The policy of a page that is made for a request, with a nonce of its own. The one script of the part that was made before,
 * without a nonce, is React's own and let in by its hash. The order's form, sent without script, is redirected to the payment
 * page, so that one is named.
 */
export function requestPolicy(): string {
  const { STRIPE_API_URL, STRIPE_CHECKOUT_ORIGIN } = env();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  // A server that stands in for Stripe has the page on its own origin, or only says where Stripe's is.
  const payment = [STRIPE_API_URL, STRIPE_CHECKOUT_ORIGIN].flatMap((url) => (url ? [new URL(url).origin] : []));
  return pagePolicy([`'nonce-${nonce}'`, paintClock], payment);
}

const paintClock = `'sha256-${createHash("sha256").update("requestAnimationFrame(function(){$RT=performance.now()});").digest("base64")}'`;
