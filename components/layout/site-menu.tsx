"use client";

import { usePathname, useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, type ToggleEvent, useEffect, useRef, useState } from "react";
import { CloseGlyph } from "@/components/ui/close-glyph";
import { fetchMenu } from "./fetch-menu";
import { openOnHover } from "./open-on-hover";
import { siteMenuId } from "./site-menu-id";

export interface MenuEntry {
  name: string;
  href: string;
  entries: MenuEntry[];
}

export interface SiteMenuLabels {
  title: string;
  close: string;
  /** `#` stands for the department. */
  allOf: string;
}

const isPhone = () => matchMedia("(max-width: 63.99rem)").matches;

/**
 * All departments: a panel below the header on a wide screen, the whole screen on a phone. One popover serves both, so
 * the links stand in the page once. The page brings the departments; what lies below them comes with the first hand that
 * reaches for the menu. The browser gives Escape, the click outside and the buttons' expanded state; this
 * adds what it doesn't: closing after a choice, opening under a mouse that rests, and keeping the focus in on a phone.
 */
export function SiteMenu({
  locale,
  entries,
  lead,
  labels,
  children,
}: {
  locale: string;
  entries: MenuEntry[];
  /** Stands before the departments on a phone. */
  lead: MenuEntry[];
  labels: SiteMenuLabels;
  /** Stands after the departments on a phone. */
  children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const pathname = usePathname();
  const router = useRouter();
  const [whole, setWhole] = useState<MenuEntry[]>();

  const shownOn = useRef(pathname);
  useEffect(() => {
    // Only a new page closes the menu: it may have been opened before this script ran.
    if (shownOn.current !== pathname) panel.current?.hidePopover();
    shownOn.current = pathname;
  }, [pathname]);

  useEffect(() => openOnHover(panel.current), []);

  useEffect(() => {
    const asked = new AbortController();
    // A menu that can't be fetched still leads to every department.
    const reach = () => fetchMenu(locale, asked.signal).then(setWhole, () => undefined);
    const once = { once: true, passive: true, signal: asked.signal };
    const buttons = document.querySelectorAll(`[popovertarget="${siteMenuId}"]`);
    for (const button of buttons)
      for (const type of ["pointerenter", "pointerdown", "focus"]) button.addEventListener(type, reach, once);
    panel.current?.addEventListener("beforetoggle", reach, once);
    return () => asked.abort();
  }, [locale]);

  /** Before it opens and before it closes: the browser gives the focus back to a button that can take it. */
  function prepare(event: ToggleEvent<HTMLDivElement>) {
    const opening = event.newState === "open";
    const onPhone = opening && isPhone();
    const bar = document.getElementById("department-bar")?.getBoundingClientRect();
    if (opening) panel.current?.style.setProperty("--menu-top", `${Math.max(bar?.bottom ?? 0, 0)}px`);
    for (const sibling of panel.current?.parentElement?.children ?? []) {
      if (sibling instanceof HTMLElement && sibling.popover === null) sibling.inert = onPhone;
    }
    document.documentElement.style.overflow = onPhone ? "hidden" : "";
  }

  function takeFocus(event: ToggleEvent<HTMLDivElement>) {
    if (event.newState === "open" && isPhone()) panel.current?.focus();
  }

  function follow(event: MouseEvent<HTMLDivElement>) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    panel.current?.hidePopover();
    router.push(link.pathname + link.search + link.hash);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter arrives as a click
    <div
      ref={panel}
      id={siteMenuId}
      popover="auto"
      tabIndex={-1}
      role="dialog"
      aria-label={labels.title}
      className="site-menu"
      onBeforeToggle={prepare}
      onToggle={takeFocus}
      onClick={follow}
    >
      <div className="wrap flex items-center justify-between gap-4 py-3 lg:hidden">
        <span className="display min-w-0 text-display-28">{labels.title}</span>
        <button
          type="button"
          popoverTarget={siteMenuId}
          popoverTargetAction="hide"
          aria-label={labels.close}
          className="-me-2.5 grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunken"
        >
          <CloseGlyph />
        </button>
      </div>
      <nav aria-label={labels.title} className="wrap pb-10 lg:py-8">
        <ul className="flex flex-wrap gap-x-6 border-b border-line pb-3 lg:hidden">
          {lead.map((entry) => (
            <li key={entry.href}>
              <a href={entry.href} className="inline-block py-2.5 font-semibold text-accent">
                {entry.name}
              </a>
            </li>
          ))}
        </ul>
        <ul className="lg:columns-5 lg:gap-8">
          {(whole ?? entries).map((department) => (
            <li key={department.href} className="break-inside-avoid border-b border-line lg:mb-6 lg:border-0">
              <Department department={department} allOf={labels.allOf} />
            </li>
          ))}
        </ul>
        <div className="pt-6 lg:hidden">{children}</div>
      </nav>
    </div>
  );
}

/** On a phone a department unfolds; on a wide screen it lies open. */
function Department({ department, allOf }: { department: MenuEntry; allOf: string }) {
  return (
    <>
      <a href={department.href} className="quiet-link hidden py-1 text-md font-semibold lg:inline-block">
        {department.name}
      </a>
      <details className="site-menu-department" name="departments">
        <summary className="flex min-h-13 items-center justify-between text-base font-semibold lg:hidden">
          {department.name}
          <svg
            aria-hidden
            width="18"
            height="18"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            className="chevron"
          >
            <path d="m6 9 6 6 6-6" />
          </svg>
        </summary>
        <ul className="pb-3 lg:pb-0">
          <li className="lg:hidden">
            <a href={department.href} className="block py-2.5 text-md font-medium">
              {allOf.replace("#", department.name)}
            </a>
          </li>
          {department.entries.map((entry) => (
            <li key={entry.href}>
              <a href={entry.href} className="quiet-link block py-2.5 text-md text-soft lg:py-1 lg:text-sm">
                {entry.name}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
