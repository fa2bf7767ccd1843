import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { categoryPicture } from "@/lib/catalog/category-picture";
import { localePath } from "@/lib/i18n/alternates";
import type { Locale } from "@/lib/i18n/markets";
import type { Tile } from "./choose-tiles";
import { StagePicture } from "./stage-picture";

/** A department beside the hero, with a line of its own. */
export function DepartmentTile({ locale, category, title, hue }: Tile & { locale: Locale }) {
  const picture = categoryPicture(category);
  return (
    <section className="tile relative min-h-52 p-7 lg:p-8" style={{ "--hue": hue }}>
      <h2 className="display relative max-w-[62%] text-display-28 [overflow-wrap:anywhere]">{title}</h2>
      <Link
        prefetch={false}
        href={localePath(locale, `/c/${category.path}`)}
        className="mt-3 inline-flex text-sm font-semibold after:absolute after:inset-0 after:rounded-tile"
      >
        <span className="text-link inline-flex items-center gap-1.5">
          {category.name}
          <ArrowRight aria-hidden className="size-4 rtl:-scale-x-100" />
        </span>
      </Link>
      {picture ? (
        <StagePicture
          picture={picture}
          sizes="240px"
          className="pointer-events-none absolute -end-4 -bottom-6 w-40 xs:w-52 lg:w-58"
        />
      ) : null}
    </section>
  );
}
