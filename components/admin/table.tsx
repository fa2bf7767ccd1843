import type { ReactNode } from "react";

/**
 * Dense rows, hairlines, tabular figures. Columns that matter less leave by `@max-2xl:hidden`, as the table's own place gets
 * narrow: beside the rooms a tablet has less of it than a phone. What is still too wide is scrolled, and never cut off.
 */
export function Table({ caption, head, children }: { caption: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className="@container overflow-x-auto">
      <table className="w-full border-collapse text-start text-[0.90625rem] tabular-nums [&_td]:border-t [&_td]:border-line [&_td]:px-3 [&_td]:py-3 [&_td:first-child]:wrap-anywhere [&_td:first-child]:ps-5 [&_td:last-child]:pe-5 [&_th]:px-3 [&_th]:py-2.5 [&_th]:text-start [&_th]:text-xs [&_th]:font-semibold [&_th]:text-soft [&_th:first-child]:ps-5 [&_th:last-child]:pe-5 md:[&_td:first-child]:ps-6 md:[&_td:last-child]:pe-6 md:[&_th:first-child]:ps-6 md:[&_th:last-child]:pe-6">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
