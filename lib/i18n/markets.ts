import type { Currency } from "@/lib/core/money";

/**
 * The one table of markets. A market is a language in a region: the language chooses messages and direction, the
 * region currency, tax, shipping and address format. Every language pairs with every region. To add a language: a row
 * here and a folder in `messages/`; a region: a row here, and its tax and shipping rates.
 */
export const languages = {
  en: { name: "English", direction: "ltr" },
  de: { name: "Deutsch", direction: "ltr" },
  ja: { name: "日本語", direction: "ltr" },
} as const satisfies Record<string, { name: string; direction: "ltr" | "rtl" }>;

export const regions = {
  US: { currency: "USD", taxIncluded: false, taxRounding: "line", timeZone: "America/New_York" },
  GB: { currency: "GBP", taxIncluded: true, taxRounding: "line", timeZone: "Europe/London" },
  DE: { currency: "EUR", taxIncluded: true, taxRounding: "line", timeZone: "Europe/Berlin" },
  // A qualified invoice rounds once for each rate, not on every line.
  JP: { currency: "JPY", taxIncluded: true, taxRounding: "order", timeZone: "Asia/Tokyo" },
} as const satisfies Record<
  string,
  { currency: Currency; taxIncluded: boolean; taxRounding: "line" | "order"; timeZone: string }
>;

export type Language = keyof typeof languages;
export type Region = keyof typeof regions;
/** `de-DE`: the first segment of every page's URL. */
export type Locale = `${Language}-${Region}`;

export interface Market {
  locale: Locale;
  language: Language;
  region: Region;
  currency: Currency;
  taxIncluded: boolean;
  taxRounding: "line" | "order";
  timeZone: string;
  direction: "ltr" | "rtl";
}

export const defaultLocale: Locale = "en-US";

export const isLanguage = (text: string): text is Language => Object.hasOwn(languages, text);
export const isRegion = (text: string): text is Region => Object.hasOwn(regions, text);

export const languageCodes: readonly Language[] = Object.keys(languages).filter(isLanguage);
export const regionCodes: readonly Region[] = Object.keys(regions).filter(isRegion);
/** What the markets charge in, each once, in the order of the regions. */
export const currencyCodes: readonly Currency[] = [...new Set(regionCodes.map((region) => regions[region].currency))];
export const locales: readonly Locale[] = languageCodes.flatMap((language) =>
  regionCodes.map((region): Locale => `${language}-${region}`),
);

/** `/switch/de-DE`: the page one comes from, in another market. */
export const switchRoom = "switch";

export const isLocale = (text: unknown): text is Locale => locales.some((locale) => locale === text);

/** The market of a locale tag, or null when there is none such: what a form brings along may be anything. */
export function getMarket(tag: unknown): Market | null {
  if (!isLocale(tag)) return null;
  const [language = "", region = ""] = tag.split("-");
  if (!isLanguage(language) || !isRegion(region)) return null;
  return { locale: tag, language, region, direction: languages[language].direction, ...regions[region] };
}

/** As getMarket; what is no tag of a market is of the default one: an action is told it by hand as well. */
export const marketOf = (tag: unknown): Market => getMarket(tag) ?? requireMarket(defaultLocale);

export const localeOf = (tag: unknown): Locale => marketOf(tag).locale;

/** As getMarket, for a tag that was checked where it entered. */
export function requireMarket(tag: string): Market {
  const market = getMarket(tag);
  if (!market) throw new Error(`No such market: ${tag}`);
  return market;
}
