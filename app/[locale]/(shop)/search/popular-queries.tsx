import Link from "next/link";
import type { Locale } from "@/lib/i18n/markets";
import { getPopularQueries } from "@/lib/search/queries";

/** Fewer look like an accident. */
const shownMin = 3;

/** What others search for, as links; nothing where too little has been searched. */
export async function PopularQueries({ locale, title }: { locale: Locale; title: string }) {
  const popular = await getPopularQueries(locale, 10);
  if (popular.length < shownMin) return null;
  return (
    <section aria-labelledby="popular" className="mt-8">
      <h2 className="text-sm font-semibold text-soft" id="popular">
        {title}
      </h2>
      <ul className="mt-3 flex flex-wrap gap-2.5">
        {popular.map((query) => (
          <li key={query}>
            <Link className="chip min-h-11" href={`/${locale}/search?q=${encodeURIComponent(query)}`} prefetch={false}>
              {query}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
