import { isIP } from "node:net";

/**
 * Whom a limit counts: the address a request came from, an IPv6 subscriber as its /64. Somebody at home has 2^64 addresses to
 * guess passwords from.
 */
export const clientAddress = (headers: Headers): string => subscriberOf(exactAddress(headers));

/**
 * The address a request came from. The last entry of X-Forwarded-For is what our own server left there
 * (lib/http/trust-proxies.ts) or the platform wrote; whatever a client claims stands before it.
 */
export function exactAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last || "unknown";
}

/** Who has the address: an IPv6 subscriber is its /64, whichever of its addresses it uses. */
export function subscriberOf(address: string): string {
  if (isIP(address) !== 6 || address.includes(".")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  const missing = address.includes("::") ? 8 - groups.length - rest.length : 0;
  return [...groups, ...Array<string>(missing).fill("0"), ...rest].slice(0, 4).join(":");
}
