/** A live key in the environment means somebody pointed a real shop here: better not to start at all. */
export function refuseLiveKey(key: string | undefined): void {
  if (key === undefined || !/^(sk|rk)_live_/.test(key)) return;
  throw new Error(
    "STRIPE_SECRET_KEY is a live key. The payment sandbox is for test keys only and does not start beside a live one.",
  );
}
