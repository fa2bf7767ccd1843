import { regionName } from "@/lib/i18n/format";
import {
  type Locale,
  languageCodes,
  languages,
  type Market,
  regionCodes,
  regions,
  switchRoom,
} from "@/lib/i18n/markets";
import type { MarketChoice } from "./market-switcher";

const leadTo = (locale: Locale) => ({ locale, href: `/${switchRoom}/${locale}` });

/** Each language by its own name, each region by its name in the page's language. */
export function marketChoices(market: Market): { languages: MarketChoice[]; regions: MarketChoice[] } {
  return {
    languages: languageCodes.map((language) => ({
      ...leadTo(`${language}-${market.region}`),
      name: languages[language].name,
      lang: language,
      sameMoney: true,
      current: language === market.language,
    })),
    regions: regionCodes.map((region) => ({
      ...leadTo(`${market.language}-${region}`),
      name: regionName(region, market.locale),
      sameMoney: regions[region].currency === market.currency,
      current: region === market.region,
    })),
  };
}
