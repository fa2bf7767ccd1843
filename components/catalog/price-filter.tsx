import { getTranslations } from "next-intl/server";
import { currencyExponents } from "@/lib/core/money";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import type { Filters, SearchResult } from "@/lib/search/engine";
import { isOver } from "./price-sliders";

interface PriceFilterProps {
  locale: Locale;
  filters: Filters;
  price: NonNullable<SearchResult["price"]>;
}

/**
 * A histogram with two sliders over it and two fields below, which take what people type: `12,50`, `1.200`, `１２００`. The
 * fields are the form's; the sliders have no name and are moved with them by FilterScript, so without script they are
 * left out.
 */
export async function PriceFilter({ locale, filters, price }: PriceFilterProps) {
  const t = await getTranslations("list");
  const { currency } = requireMarket(locale);
  const decimals = currencyExponents[currency];
  const unit = 10 ** decimals;
  const step = sliderStep((price.max - price.min) / unit);
  const low = Math.floor(price.min / unit / step) * step;
  const high = Math.ceil(price.max / unit / step) * step;
  const from = filters.priceMin === undefined ? low : clamp(filters.priceMin / unit, low, high);
  const to = filters.priceMax === undefined ? high : clamp(filters.priceMax / unit, low, high);
  // A handful of products would else be a row of full-height blocks.
  const tallest = Math.max(4, ...price.histogram);
  const width = (price.max - price.min + 1) / unit / Math.max(1, price.histogram.length);
  const slider = { min: low, max: high, step, write: (whole: number) => writeWhole(whole, locale, currency) };
  const field = {
    affix: currencyAffix(locale, currency),
    hint: t("priceHint", { example: writeField(decimals > 0 ? 12.5 : 1200, locale, decimals) }),
  };
  return (
    <div className="pt-1" data-currency={currency} data-decimals={decimals} data-price-filter>
      <div className="relative mx-3 noscript:hidden">
        <div aria-hidden className="flex h-10 items-end gap-0.5 forced-color-adjust-none">
          {price.histogram.map((count, index) => {
            const start = price.min / unit + width * index;
            return (
              <span
                className="grow rounded-t-xs bg-line data-on:bg-ink"
                data-bar={`${round(start)}-${round(start + width)}`}
                data-on={start + width > from && start < to ? "" : undefined}
                // biome-ignore lint/suspicious/noArrayIndexKey: bars are a fixed series
                key={index}
                style={{ height: `${count === 0 ? 0 : Math.max(8, (count / tallest) * 100)}%` }}
              />
            );
          })}
        </div>
        <div className="relative h-6 border-t-2 border-line">
          <Slider {...slider} label={t("priceMin")} over={isOver(from, slider)} value={from} which="min" />
          <Slider {...slider} label={t("priceMax")} value={to} which="max" />
        </div>
      </div>
      <div className="mt-2 grid grid-cols-2 gap-2.5">
        <Field
          {...field}
          label={t("priceMin")}
          placeholder={writeField(low, locale, decimals)}
          value={filters.priceMin === undefined ? "" : writeField(filters.priceMin / unit, locale, decimals)}
        />
        <Field
          {...field}
          label={t("priceMax")}
          placeholder={writeField(high, locale, decimals)}
          value={filters.priceMax === undefined ? "" : writeField(filters.priceMax / unit, locale, decimals)}
        />
      </div>
    </div>
  );
}

/** A hundredth of the way or so, in round numbers: an arrow key should get somewhere, in yen as in dollars. */
const sliderStep = (span: number): number => 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, span) / 60)));

const round = (amount: number): number => Math.round(amount * 100) / 100;

/** `1.200` or `12,50`: as this market writes a number, decimals only where there are any. */
const writeField = (amount: number, locale: Locale, decimals: number): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: Number.isInteger(amount) ? 0 : decimals,
    maximumFractionDigits: decimals,
  }).format(amount);

const writeWhole = (amount: number, locale: Locale, currency: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount);

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

interface SliderProps {
  which: "min" | "max";
  label: string;
  min: number;
  max: number;
  step: number;
  value: number;
  /** It lies over the other one. */
  over?: boolean;
  write: (whole: number) => string;
}

function Slider({ which, label, min, max, step, value, over = false, write }: SliderProps) {
  return (
    <input
      aria-label={label}
      aria-valuetext={write(value)}
      className={`${thumb} pointer-events-none absolute -inset-x-3 -top-[13px] h-6 w-[calc(100%+1.5rem)] appearance-none bg-transparent data-over:z-1 focus-visible:outline-none`}
      data-bound={which}
      data-over={over ? "" : undefined}
      defaultValue={value}
      max={max}
      min={min}
      step={step}
      type="range"
    />
  );
}

interface Affix {
  symbol: string;
  before: boolean;
}

interface FieldProps {
  label: string;
  placeholder: string;
  value: string;
  hint: string;
  affix: Affix;
}

/** Digits of any script, separators, a currency's sign: what `plainAmount` reads. */
const pricePattern = "[\\p{Nd}\\p{Sc}\\s.,٫٬'’．，円]*";

function Field({ label, placeholder, value, hint, affix }: FieldProps) {
  const symbol = (
    <span aria-hidden className="shrink-0 text-faint">
      {affix.symbol}
    </span>
  );
  return (
    <label className="flex min-h-11 items-center gap-1 rounded-field border border-ink/45 bg-raised px-3 text-sm focus-within:outline-2 focus-within:outline-offset-3 focus-within:outline-ink has-user-invalid:border-accent">
      {affix.before ? symbol : null}
      <input
        aria-label={label}
        className="w-full min-w-0 bg-transparent tabular-nums outline-none placeholder:text-faint"
        defaultValue={value}
        autoComplete="off"
        inputMode="decimal"
        maxLength={20}
        name="price"
        pattern={pricePattern}
        placeholder={placeholder}
        title={hint}
        type="text"
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
