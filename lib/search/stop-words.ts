import type { Language } from "@/lib/i18n/markets";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words that tell nothing about a product; in a query they are left out when others remain. */
export const stopWords: Record<Language, ReadonlySet<string>> = {
  en: words(
    "a an and are as at by for from i in is it me my of on or our some something that the their this to us want we with your",
  ),
  de: words(
    "als am an auf aus bei beim das dem den der des die ein eine einem einen einer es etwas für fürs ich im in ins ist mein meine mir mit oder ohne suche um und unser von vom zu zum zur",
  ),
  ja: words(
    "の を に は が と で も へ や な か より から まで ため 用 向け ください ほしい 欲しい する した して です ます たい",
  ),
};

/** The words that matter: without "for", "und", の, unless there are no others. */
export function tellingWords(language: Language, all: string[]): string[] {
  const telling = all.filter((word) => !stopWords[language].has(word));
  return telling.length > 0 ? telling : all;
}
