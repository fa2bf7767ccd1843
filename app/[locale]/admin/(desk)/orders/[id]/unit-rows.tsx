import { getTranslations } from "next-intl/server";
import { CellField } from "@/components/ui/form-fields";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { unitsField } from "./parse-money";

/** Lines of an order, each with a field for how many of its units. */
export async function UnitRows({
  kind,
  label,
  lines,
  locale,
}: {
  kind: "refund" | "cancel";
  label: string;
  lines: { lineId: string; name: string; left: number; note?: string | null }[];
  locale: Locale;
}) {
  const t = await getTranslations("returns");
  if (lines.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">{label}</legend>
      <ul>
        {lines.map(({ lineId, name, left, note }) => (
          <li key={lineId} className="flex flex-wrap items-center gap-3 border-t border-line py-3 text-sm">
            <span className="min-w-0 grow basis-28 wrap-anywhere">
              {name}
              {note ? <span className="block">{note}</span> : null}
            </span>
            <span className="flex shrink-0 items-center gap-3">
              <span className="w-20">
                <CellField
                  name={unitsField(kind, lineId)}
                  label={t("unitsOf", { title: name })}
                  inputMode="numeric"
                  autoComplete="off"
                  placeholder="0"
                  className="text-end"
                />
              </span>
              <span className="w-12 text-soft tabular-nums">{t("ofLeft", { left: formatNumber(left, locale) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
