import { currencyExponents, type Money } from "@/lib/core/money";
import { requireMarket } from "./markets";

/** Numbers and times as a market writes them. Days are plain dates (`2026-11-25`) and have no zone. */
const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.DisplayNames>();

function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.DisplayNames>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key);
  // The key names the kind of format, so what is found is what `make` makes.
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

/** "Wed, Nov 25" for `2026-11-25`. */
export function formatDay(day: string, locale: string): string {
  const format = cached(
    `day ${locale}`,
    () => new Intl.DateTimeFormat(locale, { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" }),
  );
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** "Nov 25 – 27" for two such days; one day when they are the same. */
export function formatDayRange(from: string, to: string, locale: string): string {
  if (from === to) return formatDay(from, locale);
  const format = cached(
    `days ${locale}`,
    () => new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" }),
  );
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** "November 25, 2026" in the market's time zone. */
export function formatDate(at: Date, locale: string): string {
  return cached(
    `date ${locale}`,
    () => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: requireMarket(locale).timeZone }),
  ).format(at);
}

/** "Nov 25, 2026, 9:41 AM" in the market's time zone. */
export function formatDateTime(at: Date, locale: string): string {
  return cached(
    `time ${locale}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: "medium",
        timeStyle: "short",
        timeZone: requireMarket(locale).timeZone,
      }),
  ).format(at);
}

/** "Nov 25, 2026, 9:41 AM EST": what somebody has to be in time for, who may live by another clock than the market's. */
export function formatDeadline(at: Date, locale: string): string {
  return cached(
    `deadline ${locale}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        ...{ year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
        timeZoneName: "short",
        timeZone: requireMarket(locale).timeZone,
      }),
  ).format(at);
}

/** "$50" rather than "$50.00", for a sum named in passing; "$49.50" stays whole. */
export function formatSum({ amount, currency }: Money, locale: string): string {
  const format = cached(
    `sum ${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" }),
  );
  return format.format(amount / 10 ** currencyExponents[currency]);
}

export function formatNumber(value: number, locale: string): string {
  return cached(`number ${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** "+3" or "−2" of what a figure moved by, "" of none; the marks of a language written from the right keep the sign in place. */
export function formatChange(value: number, locale: string): string {
  if (value === 0) return "";
  const format = cached(`change ${locale}`, () => new Intl.NumberFormat(locale, { signDisplay: "always" }));
  return format.format(value).replace("-", "−");
}

/** "−17%" for -0.17, with a true minus. */
export function formatPercent(share: number, locale: string): string {
  const format = cached(
    `percent ${locale}`,
    () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
  );
  return format.format(share).replace("-", "−");
}

/** "7.25%", of a tax: to the fraction that the law names. */
export function formatTaxRate(ratePpm: number, locale: string): string {
  const format = cached(
    `tax rate ${locale}`,
    () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 3 }),
  );
  return format.format(ratePpm / 1_000_000);
}

/** "Oak, brass and wool". */
export function formatList(items: readonly string[], locale: string): string {
  return cached(`list ${locale}`, () => new Intl.ListFormat(locale, { type: "conjunction" })).format(items);
}

/** "Deutschland" for DE in German. */
export function regionName(region: string, locale: string): string {
  return cached(`regions ${locale}`, () => new Intl.DisplayNames(locale, { type: "region" })).of(region) ?? region;
}
