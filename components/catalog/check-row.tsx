import { Check } from "lucide-react";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";

interface CheckRowProps {
  name: string;
  value: string;
  label: string;
  count: number;
  locale: Locale;
  checked: boolean;
}

/** A checkbox with what it is and how many products it leaves. */
export function CheckRow({ name, value, label, count, locale, checked }: CheckRowProps) {
  return (
    <label className="flex min-h-9 items-center gap-3 py-1 text-md lg:min-h-8 lg:text-sm">
      <span className="relative grid size-5 shrink-0 place-items-center">
        <input
          className="peer size-5 cursor-pointer appearance-none rounded-md border-[1.5px] border-ink/55 bg-raised checked:border-ink checked:bg-ink"
          defaultChecked={checked}
          name={name}
          type="checkbox"
          value={value}
        />
        <Check
          aria-hidden
          className="pointer-events-none absolute hidden text-paper peer-checked:block"
          size={14}
          strokeWidth={3}
        />
      </span>
      <span className="min-w-0 grow">{label}</span>
      <span className="text-xs text-faint tabular-nums">{formatNumber(count, locale)}</span>
    </label>
  );
}
