import { defaultLocale, isLanguage, isRegion, type Language, type Locale, type Region, requireMarket } from "./markets";

/** The tags of an Accept-Language header, most wanted first (RFC 9110, 12.5.4). Hostile input gives few or none. */
function parseAcceptLanguage(header: string): { language: string; region: string }[] {
  return header
    .slice(0, 500)
    .split(",")
    .map((entry, position) => {
      const [tag = "", ...parameters] = entry.trim().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      const subtags = tag.split("-");
      const region = subtags.slice(1).find((subtag) => /^[A-Za-z]{2}$/.test(subtag)) ?? "";
      return {
        language: (subtags[0] ?? "").toLowerCase(),
        region: region.toUpperCase(),
        quality: quality === undefined ? 1 : Number(quality),
        position,
      };
    })
    .filter((entry) => entry.quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.position - b.position);
}

/** Where a language is at home: `ja` → JP. One whose home the shop does not deliver to is served from the default region. */
function homeRegion(language: Language): Region {
  const region = new Intl.Locale(language).maximize().region ?? "";
  return isRegion(region) ? region : requireMarket(defaultLocale).region;
}

/**
 * The market that suits a browser best. The first language we speak wins; its region is the one named with it, else
 * one named with another tag only when no language fits, else where that language is at home: `en-CA` → en-US,
 * `fr-DE` → en-DE.
 */
export function chooseLocale(acceptLanguage: string): Locale {
  const wanted = parseAcceptLanguage(acceptLanguage);
  for (const { language, region } of wanted) {
    if (!isLanguage(language)) continue;
    return `${language}-${isRegion(region) ? region : homeRegion(language)}`;
  }
  const region = wanted.map((entry) => entry.region).find(isRegion);
  return region ? `en-${region}` : defaultLocale;
}
