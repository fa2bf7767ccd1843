import Link from "next/link";
import { withQuery } from "./admin-link";

interface PagerProps {
  path: string;
  query: Record<string, string | undefined>;
  /** Offer the way back to the first page. */
  first: boolean;
  next: string | null;
  /** The parameter that holds the place, where a page has several lists. */
  name?: string;
  label: string;
  firstLabel: string;
  nextLabel: string;
}

/** Onward through a keyset: the browser's own Back leads back. */
export function Pager({ path, query, first, next, name = "after", label, firstLabel, nextLabel }: PagerProps) {
  if (!first && !next) return null;
  return (
    <nav aria-label={label} className="mt-4 flex flex-wrap justify-end gap-3">
      {first ? (
        <Link href={withQuery(path, query)} prefetch={false} className="button-outline min-h-11! text-sm!">
          {firstLabel}
        </Link>
      ) : null}
      {next ? (
        <Link
          href={withQuery(path, { ...query, [name]: next })}
          prefetch={false}
          className="button-outline min-h-11! text-sm!"
          rel="next"
        >
          {nextLabel}
        </Link>
      ) : null}
    </nav>
  );
}
