"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * Opens the rooms of the back office on a phone, where they would stand before every page. A page that comes closes it, and
 * so do the link of the page one is on, and Escape.
 */
export function NavDisclosure({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();

  const shownOn = useRef(pathname);
  useEffect(() => {
    // Only a new page closes it: it may have been opened before this script ran.
    if (shownOn.current !== pathname) closeOnto(box.current, "#main");
    shownOn.current = pathname;
  }, [pathname]);

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const onClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>("nav a") : null;
      if (link?.pathname === location.pathname) closeOnto(box.current, "#main");
    };
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "Escape") closeOnto(box.current, "header summary");
    };
    box.current?.closest("header")?.addEventListener("click", onClick, { signal });
    document.addEventListener("keydown", onKeyDown, { signal });
    return () => listening.abort();
  }, []);

  return (
    <details ref={box} className="md:hidden">
      <summary className="button-outline min-h-11! px-4! text-sm!">
        <Menu aria-hidden size={17} />
        {children}
      </summary>
    </details>
  );
}

/** The link that has the focus is hidden with the rooms: whoever uses the keyboard goes on from `next`, in the same frame. */
function closeOnto(details: HTMLDetailsElement | null, next: string): void {
  if (!details?.open) return;
  details.open = false;
  const frame = details.closest("header")?.parentElement;
  frame?.querySelector<HTMLElement>(next)?.focus({ preventScroll: true });
}
