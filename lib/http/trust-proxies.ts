import { onRequest } from "./on-request";

/**
 * Leaves one address in each request's X-Forwarded-For: the one that so many proxies of our own vouch for. Next would
 * take the whole of what a client wrote there.
 */
export function trustProxies(trusted: number): void {
  onRequest(({ headers, socket }) => {
    headers["x-forwarded-for"] = addressBehind(trusted, headers["x-forwarded-for"], socket.remoteAddress ?? "unknown");
  });
}

/**
 * Every proxy appends the address it was asked from, and the last one's own is the socket's. Where fewer stand in the
 * way than are trusted (a look from beside the shop), it is the first of them.
 */
export function addressBehind(trusted: number, forwardedFor: string | string[] | undefined, socket: string): string {
  const claimed = String(forwardedFor ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean);
  return [...claimed, socket].slice(-1 - trusted)[0] ?? socket;
}
