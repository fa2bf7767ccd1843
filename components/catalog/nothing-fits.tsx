import { SearchX, X } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import type { SearchResult } from "@/lib/search/engine";
import type { ListState } from "@/lib/search/url";
import { wholeFilter } from "./filter-names";
import { countChosen, listHref } from "./list-links";

interface NothingFitsProps {
  base: string;
  locale: Locale;
  state: ListState;
  result: SearchResult;
}

/** An empty list says why and where to go: which filter hides everything, and the list without it. */
export async function NothingFits({ base, locale, state, result }: NothingFitsProps) {
  const t = await getTranslations("list");
  const { text, asTyped } = state;
  const filtered = countChosen(state) > 0;
  const hiding = await Promise.all(
    (result.hiddenBy ?? []).map(async ({ filter, count }) => ({
      filter,
      count,
      ...(await wholeFilter(filter, state.filters, result, locale)),
    })),
  );
  return (
    <div className="panel grid justify-items-center gap-2 px-6 py-16 text-center">
      <SearchX aria-hidden className="mb-2 text-faint" size={36} strokeWidth={1.5} />
      <p className="display text-display-28">{filtered ? t("emptyTitle") : t("emptyCategoryTitle")}</p>
      {hiding.length > 0 ? (
        <>
          <p className="max-w-[46ch] text-soft">{t("hiddenText")}</p>
          <ul className="my-3 flex flex-wrap justify-center gap-2.5">
            {hiding.map(({ filter, name, count, without }) => (
              <li key={filter}>
                <Link
                  className="chip min-h-11 gap-2"
                  href={listHref(base, locale, { ...state, filters: without, page: 1 })}
                  data-stay
                  prefetch={false}
                  scroll={false}
                >
                  <X aria-hidden className="shrink-0" size={14} strokeWidth={2.5} />
                  {t("hiddenRemove", { name, count })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="max-w-[46ch] text-soft">{filtered ? t("emptyText") : t("emptyCategoryText")}</p>
      )}
      <Link
        className={hiding.length > 0 ? "text-link text-sm" : "button-ink mt-4"}
        href={filtered ? listHref(base, locale, { text, asTyped }) : `/${locale}`}
      >
        {filtered ? t("emptyClear") : t("emptyHome")}
      </Link>
    </div>
  );
}
