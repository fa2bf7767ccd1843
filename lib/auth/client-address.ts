/**
 * The address a request came from, for limits alone. The last entry of X-Forwarded-For is the one our own proxy (or
 * Next itself) wrote; those before it are whatever the client claimed.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last || "unknown";
}
