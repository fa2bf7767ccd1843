"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Opens the rooms of the back office on a phone, where they would stand before every page. A page that comes closes it. */
export function NavDisclosure({ children }: { children: ReactNode }) {
  return (
    <details key={usePathname()} className="md:hidden">
      <summary className="button-outline min-h-11! px-4! text-sm!">
        <Menu aria-hidden size={17} />
        {children}
      </summary>
    </details>
  );
}
