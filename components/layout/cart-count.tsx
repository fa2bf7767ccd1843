"use client";

import { useSyncExternalStore } from "react";

const changed = "cart:changed";

function subscribe(notify: () => void): () => void {
  // Another tab may have filled the cart while this one slept.
  window.addEventListener(changed, notify);
  window.addEventListener("pageshow", notify);
  document.addEventListener("visibilitychange", notify);
  return () => {
    window.removeEventListener(changed, notify);
    window.removeEventListener("pageshow", notify);
    document.removeEventListener("visibilitychange", notify);
  };
}

/** The readable cookie the cart's actions keep: static pages can't know it. */
function readCount(): number {
  const count = Number(/(?:^|; )cart_count=(\d{1,4})(?:;|$)/.exec(document.cookie)?.[1] ?? 0);
  return Number.isSafeInteger(count) ? count : 0;
}

/** The count laid over the cart's icon, so that its arrival moves nothing. */
export function CartCount() {
  const count = useSyncExternalStore(subscribe, readCount, () => 0);
  if (count === 0) return null;
  return (
    <span className="money absolute -end-2 -top-2 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-[0.6875rem] leading-none font-bold text-on-accent">
      {count > 99 ? "99+" : count}
    </span>
  );
}
