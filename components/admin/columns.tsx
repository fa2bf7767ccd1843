import type { ReactNode } from "react";

/** What a page is about, and beside it, where there is room, what belongs to it: two children. */
export function Columns({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
      {children}
    </div>
  );
}
