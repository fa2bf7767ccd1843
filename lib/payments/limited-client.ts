import Stripe from "stripe";
import type { Limiter } from "./limiter";

const triesMax = 4;

type Request = Parameters<Stripe.HttpClient["makeRequest"]>;

/**
 * Stripe's HTTP client behind our own limit, so that every request counts, the library's own retries too. An answer of
 * 429 holds the whole process back and is tried again: Stripe did nothing yet, and the idempotency key is the same.
 * Waiting for its turn counts for a request's timeout, so that nobody waits longer than they were told.
 */
export function limitedClient(limiter: Limiter, inner: Stripe.HttpClient = Stripe.createNodeHttpClient()) {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...[host, port, path, method, headers, data, protocol, timeout]: Request) {
      const began = limiter.timer.now();
      const left = () => timeout - (limiter.timer.now() - began);
      for (let tried = 1; ; tried += 1) {
        await limiter.take(left());
        const answer = await inner.makeRequest(host, port, path, method, headers, data, protocol, Math.max(1, left()));
        if (answer.getStatusCode() !== 429 || tried === triesMax) return answer;
        limiter.pause(500 * 2 ** (tried - 1) * (1 + Math.random() / 4));
        await answer.toJSON().catch(() => undefined);
      }
    },
  } satisfies Stripe.HttpClient;
}
