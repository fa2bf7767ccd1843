/**
 * The address a request came from, for limits alone. The last entry of X-Forwarded-For is what our own server left there
 * (lib/http/trust-proxies.ts) or the platform wrote; whatever a client claims stands before it.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last || "unknown";
}
