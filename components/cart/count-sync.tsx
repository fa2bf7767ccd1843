"use client";

import { useEffect } from "react";
import { cartChanged } from "./cart-events";
import { readCountCookie, writeCountCookie } from "./count-cookie";

/**
 * Sets the header's count right. A cart also changes where no cookie can be set: an order that lapses gives its things
 * back while the browser is closed.
 */
export function CountSync({ count }: { count: number }) {
  useEffect(() => {
    if ((readCountCookie() ?? 0) === count) return;
    writeCountCookie(count);
    window.dispatchEvent(new CustomEvent(cartChanged));
  }, [count]);
  return null;
}
