import { SearchX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/markets";
import { listHref } from "./list-links";

interface NothingFitsProps {
  base: string;
  locale: Locale;
  text: string;
  /** Whether taking filters away can help. */
  filtered: boolean;
}

/** An empty list says why and where to go. */
export async function NothingFits({ base, locale, text, filtered }: NothingFitsProps) {
  const t = await getTranslations("list");
  return (
    <div className="panel grid justify-items-center gap-2 px-6 py-16 text-center">
      <SearchX aria-hidden className="mb-2 text-faint" size={36} strokeWidth={1.5} />
      <p className="display text-display-28">{filtered ? t("emptyTitle") : t("emptyCategoryTitle")}</p>
      <p className="max-w-[46ch] text-soft">{filtered ? t("emptyText") : t("emptyCategoryText")}</p>
      <Link className="button-ink mt-4" href={filtered ? listHref(base, locale, { text }) : `/${locale}`}>
        {filtered ? t("emptyClear") : t("emptyHome")}
      </Link>
    </div>
  );
}
