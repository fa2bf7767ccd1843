import Link from "next/link";
import type { ReactNode } from "react";

const rows =
  "[&_td]:border-t [&_td]:border-line [&_td]:py-2 [&_td:first-child]:wrap-anywhere [&_th]:align-bottom [&_th]:text-start [&_th]:text-xs [&_th]:font-semibold [&_th]:text-soft [&_.figure]:text-end [&_td.figure]:whitespace-nowrap";
const fromEdgeToEdge =
  "text-[0.90625rem] [&_td]:px-3 [&_td:first-child]:ps-5 [&_td:last-child]:pe-5 [&_th]:px-3 [&_th]:py-2.5 [&_th:first-child]:ps-5 [&_th:last-child]:pe-5 md:[&_td:first-child]:ps-6 md:[&_td:last-child]:pe-6 md:[&_th:first-child]:ps-6 md:[&_th:last-child]:pe-6";
const withinPanel =
  "text-sm [&_td]:pe-3 [&_td]:align-top [&_td:last-child]:pe-0 [&_tr:has(input)_td]:align-middle [&_th]:pe-3 [&_th]:pb-2 [&_th:last-child]:pe-0";

interface TableProps {
  caption: string;
  head: ReactNode;
  /** In a panel with other things, whose edges it keeps; without, it fills a `ListPanel`. */
  inset?: boolean;
  children: ReactNode;
}

/**
 * Dense rows, hairlines, tabular figures. A column of them, its heading too, is a `figure`: units stand beneath units. Columns that matter less leave by `@max-2xl:hidden`, as the table's own place gets
 * narrow: beside the rooms a tablet has less of it than a phone. What is still too wide is scrolled, and never cut off, nor is
 * the ring around a field at its edge.
 */
export function Table({ caption, head, inset = false, children }: TableProps) {
  return (
    <div className={`@container overflow-x-auto ${inset ? "-mx-2 px-2" : ""}`}>
      <table
        className={`w-full border-collapse text-start tabular-nums ${rows} ${inset ? withinPanel : fromEdgeToEdge}`}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** What a row is about, leading to its own page. */
export function RowLink({ href, className = "", children }: { href: string; className?: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={`quiet-link inline-block py-1 font-semibold ${className}`}>
      {children}
    </Link>
  );
}
