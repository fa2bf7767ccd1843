import { IncomingMessage } from "node:http";
import Stripe from "stripe";
import { z } from "zod";
import type { Limiter } from "./limiter";

const triesMax = 4;
/** Whoever is told to stay away longer than that asks again all the same. */
const awayMsMax = 20_000;

type Request = Parameters<Stripe.HttpClient["makeRequest"]>;
type Answer = Awaited<ReturnType<Stripe.HttpClient["makeRequest"]>>;

/**
 * Stripe's HTTP client behind our own limit, so that every request counts, the library's own retries too. An answer of
 * 429 holds the whole process back, as long as it asks for, and is tried again: Stripe did nothing yet, and the
 * idempotency key is the same. Where it says that only an object is locked, only who asked for that waits. Waiting for its turn and the last byte of the answer count for a request's timeout, so that
 * nobody waits longer than they were told; an answer that breaks off is tried again like one that never came.
 */
export function limitedClient(limiter: Limiter, inner: Stripe.HttpClient = Stripe.createNodeHttpClient()) {
  return {
    getClientName: () => inner.getClientName(),
    async makeRequest(...[host, port, path, method, headers, data, protocol, timeout]: Request): Promise<Answer> {
      const began = limiter.timer.now();
      const left = () => Math.max(1, timeout - (limiter.timer.now() - began));
      for (let tried = 1; ; tried += 1) {
        await limiter.take(left());
        const asked = inner.makeRequest(host, port, path, method, headers, data, protocol, left());
        const answer = await readWhole(await within(left(), asked), left());
        if (answer.getStatusCode() !== 429 || tried === triesMax) return answer;
        const awayMs = Math.max(askedAwayMs(answer), 500 * 2 ** (tried - 1) * (1 + Math.random() / 4));
        if (!(await isLocked(answer))) limiter.pause(awayMs);
        else if (awayMs < left()) await limiter.timer.wait(awayMs);
        else return answer;
      }
    },
  } satisfies Stripe.HttpClient;
}

/** What is no JSON came whole too: the library says so of it. */
async function readWhole(answer: Answer, ms: number): Promise<Answer> {
  const body: Promise<unknown> = answer.toJSON().then((json: unknown) => asStripes(json, answer.getStatusCode()));
  const raw = answer.getRawResponse();
  try {
    await within(ms, body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      if (raw instanceof IncomingMessage) raw.destroy();
      throw error;
    }
  }
  return {
    getStatusCode: () => answer.getStatusCode(),
    getHeaders: () => answer.getHeaders(),
    getRawResponse: () => raw,
    toStream: (whenComplete) => answer.toStream(whenComplete),
    toJSON: () => body,
  };
}

/**
 * JSON that is none of Stripe's, such as a proxy's, is like no JSON at all: where it has no `error` the library takes it
 * for what was asked for, whatever the status, a redirect's too; where it has one, whatever its kind, a 400 or 404 for
 * Stripe's "no"; and on what is no object it breaks where nobody can catch it.
 */
function asStripes(json: unknown, status: number): object {
  if (typeof json === "object" && json !== null && !(status >= 300 && !hasError(json))) return json;
  throw new SyntaxError(`an answer of ${status} that is none of Stripe's`);
}

const errorSchema = z.object({ error: z.object({ type: z.string().endsWith("_error") }) });

const hasError = (json: object): boolean => errorSchema.safeParse(json).success;

/** The client's own clock begins anew with every byte that comes. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(Stripe.HttpClient.makeTimeoutError()), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const lockedSchema = z.object({ error: z.object({ code: z.literal("lock_timeout") }) });

/** Another request, or Stripe itself, is at the same object: nobody asked too much. */
const isLocked = (answer: Answer): Promise<boolean> =>
  answer.toJSON().then(
    (body: unknown) => lockedSchema.safeParse(body).success,
    () => false,
  );

function askedAwayMs(answer: Answer): number {
  const seconds = Number(answer.getHeaders()["retry-after"] ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, awayMsMax) : 0;
}
