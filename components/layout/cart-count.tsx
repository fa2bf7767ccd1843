"use client";

import { useSyncExternalStore } from "react";
import { cartChanged } from "@/components/cart/cart-events";
import { readCountCookie } from "@/components/cart/count-cookie";

function subscribe(notify: () => void): () => void {
  // Another tab may have filled the cart while this one slept.
  window.addEventListener(cartChanged, notify);
  window.addEventListener("pageshow", notify);
  document.addEventListener("visibilitychange", notify);
  return () => {
    window.removeEventListener(cartChanged, notify);
    window.removeEventListener("pageshow", notify);
    document.removeEventListener("visibilitychange", notify);
  };
}

/** The count laid over the cart's icon, so that its arrival moves nothing. */
export function CartCount() {
  const count = useSyncExternalStore(subscribe, readCountCookie, () => null) ?? 0;
  if (count === 0) return null;
  return (
    <span className="money absolute -end-2 -top-2 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-[0.6875rem] leading-none font-bold text-on-accent">
      {count > 99 ? "99+" : count}
    </span>
  );
}
