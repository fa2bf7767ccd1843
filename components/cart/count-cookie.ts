import { countCookie } from "@/lib/auth/count-cookie";

const { name, maxAgeSeconds } = countCookie;

/** Null where nothing was in the cart yet. */
export function readCountCookie(): number | null {
  const count = new RegExp(`(?:^|; )${name}=(\\d{1,4})(?:;|$)`).exec(document.cookie)?.[1];
  return count === undefined ? null : Number(count);
}

export function writeCountCookie(count: number): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser we serve
  document.cookie = `${name}=${count}; path=/; max-age=${maxAgeSeconds}; samesite=lax`;
}
