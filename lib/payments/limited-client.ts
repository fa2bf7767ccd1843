import Stripe from "stripe";
import type { Limiter } from "./limiter";

const triesMax = 4;

/**
 * Stripe's HTTP client behind our own limit, so that every request counts, the library's own retries too. An answer of
 * 429 holds the whole process back and is tried again: Stripe did nothing yet, and the idempotency key is the same.
 */
export function limitedClient(limiter: Limiter, inner: Stripe.HttpClient = Stripe.createNodeHttpClient()) {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...request: Parameters<Stripe.HttpClient["makeRequest"]>) {
      for (let tried = 1; ; tried += 1) {
        await limiter.take();
        const answer = await inner.makeRequest(...request);
        if (answer.getStatusCode() !== 429 || tried === triesMax) return answer;
        limiter.pause(500 * 2 ** (tried - 1) * (1 + Math.random() / 4));
        await answer.toJSON().catch(() => undefined);
      }
    },
  } satisfies Stripe.HttpClient;
}
