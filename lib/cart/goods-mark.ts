import { createHash } from "node:crypto";
import type { CartLineView } from "./cart";

/** Short for which things a cart holds and how many of each: two carts have the same one only when they hold the same. */
export function goodsMark(lines: readonly Pick<CartLineView, "variantId" | "quantity">[]): string {
  const goods = lines.map(({ variantId, quantity }) => `${variantId} ${quantity}`).toSorted();
  return createHash("sha256").update(goods.join("\n")).digest("base64url").slice(0, 16);
}
