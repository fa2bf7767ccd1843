"use client";

import { useEffect } from "react";
import { cartChanged } from "./cart-events";

/**
 * Sets the header's count right. A cart also changes where no cookie can be set: an order that lapses gives its things
 * back while the browser is closed.
 */
export function CountSync({ count }: { count: number }) {
  useEffect(() => {
    const known = /(?:^|; )cart_count=(\d{1,4})(?:;|$)/.exec(document.cookie)?.[1];
    if (Number(known ?? 0) === count) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser we serve
    document.cookie = `cart_count=${count}; path=/; max-age=31536000; samesite=lax`;
    window.dispatchEvent(new CustomEvent(cartChanged));
  }, [count]);
  return null;
}
