"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A room of the back office. The home page is current only by itself, the others also on the pages beneath them. */
export function NavLink({ href, exact = false, children }: { href: string; exact?: boolean; children: ReactNode }) {
  const path = usePathname();
  const current = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center justify-between gap-3 rounded-field px-3.5 text-sm font-medium hover:bg-line/50 aria-[current=page]:bg-ink aria-[current=page]:text-paper"
    >
      {children}
    </Link>
  );
}
