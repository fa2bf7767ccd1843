import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";

/** Pages worth a link: the first, the last, and those around the current; null stands for a gap. */
function pagesShown(page: number, pages: number): (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages);
  const sorted = [...new Set(wanted)].toSorted((a, b) => a - b);
  return sorted.flatMap((each, index) => {
    const before = sorted[index - 1];
    if (before === undefined || each === before + 1) return [each];
    return each === before + 2 ? [before + 1, each] : [null, each];
  });
}

export function Pagination({
  page,
  pages,
  href,
  labels,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
  labels: { navigation: string; previous: string; next: string; page: (page: number) => string };
}) {
  if (pages <= 1) return null;
  const arrow = "grid size-11 place-items-center rounded-full border border-line hover:border-ink";
  return (
    <nav aria-label={labels.navigation} className="flex items-center justify-center gap-2">
      {page > 1 ? (
        <Link prefetch={false} href={href(page - 1)} rel="prev" aria-label={labels.previous} className={arrow}>
          <ChevronLeft aria-hidden className="size-5 rtl:-scale-x-100" />
        </Link>
      ) : null}
      <ol className="flex items-center gap-1">
        {pagesShown(page, pages).map((each, index) =>
          each === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
            <li key={`gap-${index}`} aria-hidden className="px-1 text-faint">
              …
            </li>
          ) : (
            <li key={each}>
              <Link
                prefetch={false}
                href={href(each)}
                aria-label={labels.page(each)}
                aria-current={each === page ? "page" : undefined}
                className="money grid size-11 place-items-center rounded-full text-sm font-semibold hover:bg-sunken aria-[current=page]:bg-ink aria-[current=page]:text-paper"
              >
                {each}
              </Link>
            </li>
          ),
        )}
      </ol>
      {page < pages ? (
        <Link prefetch={false} href={href(page + 1)} rel="next" aria-label={labels.next} className={arrow}>
          <ChevronRight aria-hidden className="size-5 rtl:-scale-x-100" />
        </Link>
      ) : null}
    </nav>
  );
}
