import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { MenuEntry } from "./site-menu";
import { siteMenuId } from "./site-menu-id";

/** As many departments as surely fit in German; the rest are one click away. */
const shown = ["", "", "", "", "", "", "", "hidden xl:block", "hidden xl:block", "hidden xl:block"];

export async function DepartmentBar({ entries, offers }: { entries: MenuEntry[]; offers: MenuEntry | null }) {
  if (entries.length === 0) return null;
  const t = await getTranslations("shell");
  const link = "quiet-link flex h-12 items-center whitespace-nowrap text-sm font-semibold";
  return (
    <div id="department-bar" className="hidden border-b border-line lg:block">
      <div className="wrap flex items-center gap-7">
        <button
          type="button"
          id="all-departments"
          popoverTarget={siteMenuId}
          className="flex h-12 items-center gap-1.5 text-sm font-bold whitespace-nowrap"
        >
          {t("allDepartments")}
          <ChevronDown aria-hidden className="size-4" />
        </button>
        <nav aria-label={t("mainNavigation")} className="min-w-0 flex-1">
          <ul className="flex gap-7">
            {shown.map((visible, index) => {
              const entry = entries[index];
              return entry ? (
                <li key={entry.href} className={visible}>
                  <Link href={entry.href} prefetch={false} className={link}>
                    {entry.name}
                  </Link>
                </li>
              ) : null;
            })}
            {offers ? (
              <li className="ms-auto">
                <Link href={offers.href} prefetch={false} className={`${link} text-accent`}>
                  {offers.name}
                </Link>
              </li>
            ) : null}
          </ul>
        </nav>
      </div>
    </div>
  );
}
