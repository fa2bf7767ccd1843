import { reasonOf } from "../../../lib/core/reason-of.ts";
import type { Delivery } from "../state/records.ts";
import { signPayload } from "./sign.ts";

const timeoutMs = 10_000;

/** One try. Anything but a 2xx is a failure; a redirect is not followed, as Stripe does not follow it. */
export async function postEvent(
  payload: string,
  to: { url: string; secret: string; signal: AbortSignal },
): Promise<Delivery["attempts"][number]> {
  const startedMs = Date.now();
  const attempt = { at: new Date(startedMs).toISOString(), url: to.url };
  try {
    const response = await fetch(to.url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks) payment-sandbox",
        "stripe-signature": signPayload(payload, to.secret, Math.floor(startedMs / 1000)),
      },
      body: payload,
      redirect: "manual",
      signal: AbortSignal.any([to.signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.arrayBuffer();
    return { ...attempt, status: response.status, error: null, elapsedMs: Date.now() - startedMs };
  } catch (error) {
    return { ...attempt, status: null, error: reasonOf(error), elapsedMs: Date.now() - startedMs };
  }
}
