import { getTranslations } from "next-intl/server";
import { Pagination } from "@/components/ui/pagination";
import type { Locale } from "@/lib/i18n/markets";
import type { ListState } from "@/lib/search/url";
import { listHref } from "./list-links";

interface ListPagerProps {
  base: string;
  locale: Locale;
  state: ListState;
  pages: number;
}

export async function ListPager({ base, locale, state, pages }: ListPagerProps) {
  const t = await getTranslations("common");
  return (
    <div className="mt-12">
      <Pagination
        href={(page) => listHref(base, locale, { ...state, page })}
        labels={{
          navigation: t("pages"),
          previous: t("previousPage"),
          next: t("nextPage"),
          page: (page) => t("page", { page }),
        }}
        page={state.page}
        pages={pages}
      />
    </div>
  );
}
