import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { CategorySteps } from "@/lib/search/category-steps";

const row = "flex min-h-9 items-center justify-between gap-3 py-1 text-md lg:min-h-8 lg:text-sm";

/** The tree of categories around a list: one tap up, and down or aside with how many products wait there. */
export function CategoryFilter({ above, current, choices, locale }: CategorySteps & { locale: Locale }) {
  const beside = choices.some((choice) => choice.current);
  return (
    <>
      {above.length > 0 ? (
        <ul>
          {above.map(({ name, href }) => (
            <li key={href}>
              <Link
                className="inline-flex min-h-9 items-center gap-1 py-1 text-md text-soft hover:text-ink hover:underline lg:min-h-8 lg:text-sm"
                href={href}
                prefetch={false}
              >
                <ChevronLeft aria-hidden className="-ms-1 shrink-0 rtl:-scale-x-100" size={16} />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {current && !beside ? (
        <p aria-current="page" className={`${row} font-semibold`}>
          {current}
        </p>
      ) : null}
      <ul className={current ? "ps-4" : ""}>
        {choices.map((choice) => (
          <li key={choice.href}>
            {choice.current ? (
              <p aria-current="page" className={`${row} font-semibold`}>
                <span className="min-w-0">{choice.name}</span>
                <span className="text-xs text-faint tabular-nums">{formatNumber(choice.count, locale)}</span>
              </p>
            ) : (
              <Link className={`${row} text-soft hover:text-ink hover:underline`} href={choice.href} prefetch={false}>
                <span className="min-w-0">{choice.name}</span>
                <span className="text-xs text-faint tabular-nums">{formatNumber(choice.count, locale)}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
