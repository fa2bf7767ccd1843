import Link from "next/link";
import type { ReactNode } from "react";

/** Above a page's heading: to what it is a part of. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="quiet-link inline-block py-2 text-sm text-soft">
      <span aria-hidden className="me-1 inline-block rtl:-scale-x-100">
        ←
      </span>
      {children}
    </Link>
  );
}
