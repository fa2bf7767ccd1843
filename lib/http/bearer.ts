import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a request carries `Authorization: Bearer <secret>`; how long the answer takes tells nothing of the secret. */
export function hasBearer(headers: Pick<Headers, "get">, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.get("authorization") ?? ""), digest(`Bearer ${secret}`));
}
