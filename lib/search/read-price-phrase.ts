import type { Language } from "@/lib/i18n/markets";
import { perLanguage } from "./per-language";
import { type PricePhrase, readYenPhrase } from "./read-yen-phrase";
import { wordsOf } from "./words/words-of";

const amount = String.raw`(\d[\d.,]*)`;
/** "Kids under 12" tells an age: without a currency, less is no price. */
const amountAlone = String.raw`((?:\d{1,3}(?:[.,]\d{3})+|[2-9]\d|\d{3,})(?:[.,]\d{1,2})?)`;
const money = String.raw`(?:[$€£¥]|円|(?:dollars?|bucks|usd|euros?|eur|pounds?|gbp|yen|jpy)(?![\p{L}\p{N}]))`;
const wordStart = String.raw`(?<![\p{L}\p{N}])`;

/**
 * "headphones under 100": the words that are left, and the most a product may cost, as typed, in Japanese the least as well.
 * Null where there is none, or where the number may be something else ("tent under 2 kg", "Air Max 90").
 */
export function readPricePhrase(language: Language, text: string): PricePhrase | null {
  if (language === "ja") return readYenPhrase(text);
  for (const pattern of patternsFor(language)) {
    const found = pattern.exec(text);
    const most = found?.[1] ?? found?.[2];
    if (!found || !most) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    return { text: rest.replace(/\s+/g, " ").trim(), most };
  }
  return null;
}

const patternsFor = perLanguage((language): RegExp[] => {
  const { below, upTo } = wordsOf(language).priceLimits;
  const either = (words: readonly string[]) => `(?:${words.join("|")})\\.?`;
  return [
    ...(below.length > 0
      ? [
          `${wordStart}${either([...upTo, ...below])} ?(?:${money} ?${amount}|${amount} ?${money})`,
          `${wordStart}${either(below)} ${amountAlone}$`,
        ]
      : []),
  ].map((pattern) => new RegExp(pattern, "iu"));
});
