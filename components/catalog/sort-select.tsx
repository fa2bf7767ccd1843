import { ChevronDown } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { type Sort, sorts } from "@/lib/search/engine";

/** Belongs to the filters' form by its `form` attribute, wherever it stands. */
export async function SortSelect({ formId, sort }: { formId: string; sort: Sort }) {
  const t = await getTranslations("list");
  return (
    <span className="relative inline-flex max-w-full items-center max-sm:flex-1">
      <select
        aria-label={t("sort")}
        className="chip min-h-11 max-w-full cursor-pointer max-sm:w-full appearance-none truncate pe-10 font-semibold"
        defaultValue={sort}
        form={formId}
        // React leaves a select's default alone once mounted; the form's reset needs the new one.
        key={sort}
        name="sort"
      >
        {sorts.map((each) => (
          <option key={each} value={each}>
            {t(`sorts.${each}`)}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute end-3.5" size={16} />
    </span>
  );
}
