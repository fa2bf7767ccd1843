import type { Language } from "@/lib/i18n/markets";

/** Of texts in several languages those in the one asked for, else in English, else in the first there is by its code. */
export const pickTexts = <Texts extends { language: string }>(
  translations: readonly Texts[],
  language: Language,
): Texts | undefined =>
  translations.find((texts) => texts.language === language) ??
  translations.find((texts) => texts.language === "en") ??
  translations.toSorted((a, b) => (a.language < b.language ? -1 : 1))[0];
