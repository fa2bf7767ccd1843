import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withQuery } from "./with-query";

interface PagerProps {
  path: string;
  query: Record<string, string | undefined>;
  /** Offer the way back to the first page. */
  first: boolean;
  next: string | null;
  /** What is paged, where a page has several lists. */
  label?: string;
  /** The parameter that holds the place, likewise. */
  name?: string;
}

/** Onward through a keyset: the browser's own Back leads back. */
export async function Pager({ path, query, first, next, name = "after", label }: PagerProps) {
  if (!first && !next) return null;
  const t = await getTranslations("admin");
  return (
    <nav aria-label={label ?? t("pages")} className="mt-4 flex flex-wrap justify-end gap-3">
      {first ? (
        <Link href={withQuery(path, query)} prefetch={false} className="button-outline min-h-11! text-sm!">
          {t("firstPage")}
        </Link>
      ) : null}
      {next ? (
        <Link
          href={withQuery(path, { ...query, [name]: next })}
          prefetch={false}
          className="button-outline min-h-11! text-sm!"
          rel="next"
        >
          {t("nextPage")}
        </Link>
      ) : null}
    </nav>
  );
}
