"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";

interface BuyBarProps {
  formId: string;
  barId: string;
  price: string;
  button: string;
  disabled: boolean;
  added: boolean;
  cartHref: string;
  labels: { viewCart: string };
}

/**
 * The button again, at the bottom of a small screen while the first one is out of sight. It lives in a sticky place at
 * the end of the page (`barId`), so it never lies on the footer.
 */
export function BuyBar({ formId, barId, price, button, disabled, added, cartHref, labels }: BuyBarProps) {
  const [away, setAway] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const first = document.getElementById(formId)?.querySelector("[data-buy-button]");
    setPlace(document.getElementById(barId));
    const observer = new IntersectionObserver(([entry]) => setAway(entry ? !entry.isIntersecting : false));
    if (first) observer.observe(first);
    return () => observer.disconnect();
  }, [formId, barId]);

  if (!place) return null;
  return createPortal(
    <div
      className={`flex items-center gap-4 border-t border-line bg-paper px-[var(--gutter)] pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] transition duration-150 ${away ? "" : "invisible translate-y-full"}`}
    >
      <span className="text-lg font-semibold tabular-nums">{price}</span>
      {added ? (
        <Link className="button-ink min-w-0 grow" href={cartHref}>
          {labels.viewCart}
        </Link>
      ) : (
        <button aria-disabled={disabled} className="button-accent min-w-0 grow" form={formId} type="submit">
          {button}
        </button>
      )}
    </div>,
    place,
  );
}
