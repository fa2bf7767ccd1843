import { Package } from "lucide-react";
import Link from "next/link";
import type { CategoryNode } from "@/lib/catalog/category";
import { categoryPicture } from "@/lib/catalog/category-picture";
import { localePath } from "@/lib/i18n/alternates";
import type { Locale } from "@/lib/i18n/markets";
import { StagePicture } from "./stage-picture";

/** Every department, round: a strip to swipe on a phone, rows on a wide screen. */
export function Departments({
  locale,
  categories,
  title,
}: {
  locale: Locale;
  categories: CategoryNode[];
  title: string;
}) {
  if (categories.length === 0) return null;
  return (
    <section aria-labelledby="departments" className="wrap section">
      <h2 id="departments" className="display text-display-28">
        {title}
      </h2>
      <ul className="strip mt-6 grid-cols-6 gap-x-4 gap-y-7 md:grid xl:grid-cols-9">
        {categories.map((category) => {
          const picture = categoryPicture(category);
          return (
            <li key={category.categoryId} className="group relative w-25 shrink-0 text-center md:w-auto">
              <span
                className="tile grid aspect-square place-items-center rounded-full! text-faint"
                style={{ "--hue": category.hue }}
              >
                {picture ? (
                  <StagePicture
                    picture={picture}
                    sizes="140px"
                    className="w-full transition-transform group-hover:scale-105"
                  />
                ) : (
                  <Package aria-hidden size={40} strokeWidth={1.25} />
                )}
              </span>
              <Link
                href={localePath(locale, `/c/${category.path}`)}
                prefetch={false}
                className="mt-3 block text-sm leading-snug font-semibold hyphens-auto after:absolute after:inset-0 after:rounded-card group-hover:underline"
              >
                {category.name}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
