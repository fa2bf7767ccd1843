import { regionName } from "@/lib/i18n/format";
import type { Language } from "@/lib/i18n/markets";
import type { ShipTo } from "@/lib/orders/order";
import { jpPrefectures } from "./jp-prefectures";

/** An address line by line, in the order its country writes it; the name of the country in the reader's language. */
export function formatAddress(address: ShipTo, language: Language): string[] {
  return [...local(address, language), regionName(address.country, language)].filter((line) => line !== "");
}

function local(
  { name, line1, line2 = "", city, state = "", postalCode, country }: ShipTo,
  language: Language,
): string[] {
  if (country === "JP") {
    const prefecture = jpPrefectures[state];
    if (language === "ja") return [`〒${postalCode}`, `${prefecture?.ja ?? state}${city}${line1}`, line2, name];
    return [name, line2, line1, `${city}, ${prefecture?.latin ?? state} ${postalCode}`];
  }
  if (country === "US") return [name, line1, line2, `${city}, ${state} ${postalCode}`];
  if (country === "DE") return [name, line2, line1, `${postalCode} ${city}`];
  if (country === "GB") return [name, line1, line2, city, postalCode];
  return [name, line1, line2, `${postalCode} ${city}`.trim(), state];
}
