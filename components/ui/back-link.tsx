import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** Up to the list that a page is one of; the arrow points to where a line begins. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="quiet-link inline-flex items-center gap-1.5 py-2 text-sm text-soft">
      <ArrowLeft aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
      {children}
    </Link>
  );
}
