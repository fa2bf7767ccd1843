/** How a call of Stripe's can fail, as the payment sandbox plays it. */
export interface StripeFailure {
  name: string;
  /** What the sandbox is ordered to do; null: nobody listens. */
  fault: { times: number; [how: string]: unknown } | null;
  /** Stripe did what was asked for all the same. */
  isDone: boolean;
  /** Stripe's own answer, which is that it won't. */
  isNo: boolean;
}

/** Nobody listens there. */
export const nobodysPort = 1;

const kept = { kept: true, times: 1 };
const page = "<html>Bad gateway</html>";
const gateways = '{"error":{"code":404,"message":"no such backend"}}';
const upgrade = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n";
const endless = `HTTP/1.1 200 OK\r\nx-trace: ${"0".repeat(200_000)}`;
const inUse = { type: "idempotency_error", code: "idempotency_key_in_use" };
const locked = { type: "invalid_request_error", code: "lock_timeout" };
const missing = { type: "invalid_request_error", code: "resource_missing" };
const declined = { type: "card_error", code: "card_declined" };
const refused = { type: "invalid_request_error", code: "parameter_invalid" };

/** What comes in place of the answer, whether the work was done or not. */
const instead: Record<string, object> = {
  "a reset before the first byte": { timeoutMs: 0 },
  "no answer in time": { timeoutMs: 60_000, times: 1 },
  "JSON that ends in the middle": { page: '{"id":"' },
  "a page in place of JSON": { page },
  "an empty body": { page: "" },
  "JSON of something else": { page: '{"message":"OK"}' },
  "an error of something else, as JSON": { status: 404, page: gateways },
  "a refusal of something else, as JSON": { status: 400, page: gateways },
  "bytes that are no HTTP": { raw: "\u0016\u0003\u0001\r\n\r\n" },
  "an upgrade that nobody asked for": { raw: upgrade },
  "headers without an end": { raw: endless },
  "304": { status: 304, page: "" },
  "a redirect with JSON": { status: 307, page: '{"message":"Moved"}', headers: { location: "/v1/moved" } },
  "a redirect with nothing": { status: 307, page: "", headers: { location: "/v1/moved" } },
  "400 for a key used with other parameters": { status: 400, error: { type: "idempotency_error" } },
  "401": { status: 401, error: { type: "invalid_request_error" } },
  "403": { status: 403, error: { type: "invalid_request_error" } },
  "404 for what was made a moment ago": { status: 404, error: missing },
  "404 for what was made a moment ago, kept under the key": { status: 404, error: missing, ...kept },
  "409 for a key in use": { status: 409, error: inUse },
  "424, kept under the key": { status: 424, ...kept },
  "429": { status: 429 },
  "429 with retry-after": { status: 429, headers: { "retry-after": "45" } },
  "429 with a date as retry-after": { status: 429, headers: { "retry-after": "Fri, 31 Dec 2100 23:59:59 GMT" } },
  "429 lock_timeout": { status: 429, error: locked },
  "429 lock_timeout, kept under the key": { status: 429, error: locked, ...kept },
  "500 that should not be tried again": { status: 500, headers: { "stripe-should-retry": "false" } },
  "500 that should be tried again": { status: 500, headers: { "stripe-should-retry": "true" } },
  "500, kept under the key": { status: 500, ...kept },
  "503": { status: 503 },
  "503 with retry-after": { status: 503, headers: { "retry-after": "120" } },
  "503 with a page": { status: 503, page },
};

/** A "no" of Stripe's own, which a step may end with. */
const nos: Record<string, object> = {
  "402": { status: 402, error: declined },
  "402, kept under the key": { status: 402, error: declined, ...kept },
  "400": { status: 400, error: refused },
  "400, kept under the key": { status: 400, error: refused, ...kept },
  "400 in words that Postgres can't keep": { status: 400, error: { ...refused, message: "\0 \ud83e" } },
};

/** The answer itself, which comes badly. */
const badly: Record<string, object> = {
  "a reset after the headers": { stallMs: 0 },
  "headers, then nothing": { stallMs: 60_000 },
  "an answer cut in half": { cut: true },
  "an answer a byte at a time": { dripMs: 20 },
  "an answer that comes too late": { delayMs: 600, times: 1 },
};

const named = (how: Record<string, object>, isDone: boolean): StripeFailure[] =>
  Object.entries(how).map(([name, fault]) => ({
    name: isDone ? `${name}, the work done` : name,
    fault: { times: 2, afterSuccess: isDone, ...fault },
    isDone,
    isNo: how === nos,
  }));

/** Of a call that only reads. */
export const readFailures: readonly StripeFailure[] = [
  { name: "nobody who listens", fault: null, isDone: false, isNo: false },
  ...named(instead, false),
  ...named(nos, false),
  ...Object.entries(badly).map(([name, fault]) => ({ name, fault: { times: 2, ...fault }, isDone: true, isNo: false })),
];

/** Of a call that does something: Stripe may have done it. */
export const callFailures: readonly StripeFailure[] = [...readFailures, ...named(instead, true), ...named(nos, true)];
