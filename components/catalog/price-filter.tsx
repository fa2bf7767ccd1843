import { getTranslations } from "next-intl/server";
import { currencyExponents } from "@/lib/core/money";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { Filters, SearchResult } from "@/lib/search/engine";

interface PriceFilterProps {
  locale: Locale;
  filters: Filters;
  price: NonNullable<SearchResult["price"]>;
}

/**
 * A histogram with two sliders over it and two fields below. The fields are the form's; the sliders have no name and
 * are moved with them by FilterScript, so without script they are left out.
 */
export async function PriceFilter({ locale, filters, price }: PriceFilterProps) {
  const t = await getTranslations("list");
  const { currency } = requireMarket(locale);
  const unit = 10 ** currencyExponents[currency];
  const low = Math.floor(price.min / unit);
  const high = Math.ceil(price.max / unit);
  const from = filters.priceMin === undefined ? low : clamp(filters.priceMin / unit, low, high);
  const to = filters.priceMax === undefined ? high : clamp(filters.priceMax / unit, low, high);
  // A handful of products would else be a row of full-height blocks.
  const tallest = Math.max(4, ...price.histogram);
  const step = (high - low) / Math.max(1, price.histogram.length);
  return (
    <div className="pt-1" data-price-filter>
      <div className="relative mx-3 noscript:hidden">
        <div aria-hidden className="flex h-10 items-end gap-0.5">
          {price.histogram.map((count, index) => (
            <span
              className={`grow rounded-t-xs ${low + step * (index + 1) > from && low + step * index < to ? "bg-ink" : "bg-line"}`}
              // biome-ignore lint/suspicious/noArrayIndexKey: bars are a fixed series
              key={index}
              style={{ height: `${count === 0 ? 0 : Math.max(8, (count / tallest) * 100)}%` }}
            />
          ))}
        </div>
        <div className="relative h-6 border-t-2 border-line">
          <Slider label={t("priceMin")} max={high} min={low} value={from} which="min" />
          <Slider label={t("priceMax")} max={high} min={low} value={to} which="max" />
        </div>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-2.5">
        <Field
          affix={currencyAffix(locale, currency)}
          label={t("priceMin")}
          placeholder={String(low)}
          value={filters.priceMin === undefined ? undefined : filters.priceMin / unit}
        />
        <Field
          affix={currencyAffix(locale, currency)}
          label={t("priceMax")}
          placeholder={String(high)}
          value={filters.priceMax === undefined ? undefined : filters.priceMax / unit}
        />
      </div>
    </div>
  );
}

/** Two sliders lie over each other, so only their thumbs take the pointer. Each engine needs its own selector. */
const thumb = [
  "[&::-webkit-slider-thumb]:pointer-events-auto [&::-webkit-slider-thumb]:size-6 [&::-webkit-slider-thumb]:cursor-grab",
  "[&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2",
  "[&::-webkit-slider-thumb]:border-ink [&::-webkit-slider-thumb]:bg-raised",
  "focus-visible:[&::-webkit-slider-thumb]:outline-2 focus-visible:[&::-webkit-slider-thumb]:outline-offset-3 focus-visible:[&::-webkit-slider-thumb]:outline-ink",
  "[&::-moz-range-thumb]:pointer-events-auto [&::-moz-range-thumb]:box-border [&::-moz-range-thumb]:size-6 [&::-moz-range-thumb]:cursor-grab",
  "[&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-2 [&::-moz-range-thumb]:border-ink [&::-moz-range-thumb]:bg-raised",
  "focus-visible:[&::-moz-range-thumb]:outline-2 focus-visible:[&::-moz-range-thumb]:outline-offset-3 focus-visible:[&::-moz-range-thumb]:outline-ink",
].join(" ");

function Slider({
  which,
  label,
  min,
  max,
  value,
}: {
  which: "min" | "max";
  label: string;
  min: number;
  max: number;
  value: number;
}) {
  return (
    <input
      aria-label={label}
      className={`${thumb} pointer-events-none absolute -inset-x-3 -top-[13px] h-6 w-[calc(100%+1.5rem)] appearance-none bg-transparent focus-visible:outline-none`}
      data-bound={which}
      defaultValue={value}
      max={max}
      min={min}
      step={1}
      type="range"
    />
  );
}

interface Affix {
  symbol: string;
  before: boolean;
}

function Field({
  label,
  placeholder,
  value,
  affix,
}: {
  label: string;
  placeholder: string;
  value: number | undefined;
  affix: Affix;
}) {
  const symbol = (
    <span aria-hidden className="shrink-0 text-faint">
      {affix.symbol}
    </span>
  );
  return (
    <label className="flex min-h-11 items-center gap-1 rounded-field border border-ink/45 bg-raised px-3 text-sm focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-ink">
      {affix.before ? symbol : null}
      <input
        aria-label={label}
        className="w-full min-w-0 bg-transparent tabular-nums outline-none placeholder:text-faint"
        defaultValue={value}
        inputMode="decimal"
        min={0}
        name="price"
        placeholder={placeholder}
        step="any"
        type="number"
      />
      {affix.before ? null : symbol}
    </label>
  );
}

/** Where this market writes the currency's sign. */
function currencyAffix(locale: Locale, currency: string): Affix {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).formatToParts(
    1,
  );
  const sign = parts.findIndex((part) => part.type === "currency");
  return { symbol: parts[sign]?.value ?? currency, before: sign < parts.findIndex((part) => part.type === "integer") };
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));
