import type { Language } from "@/lib/i18n/markets";
import { wordsOf } from "./words/words-of";

/** What stands in quotes stays as it is, a number at its end too: "iPhone 15". */
const inchPattern = /"[^"]*"|“[^“”]*”|(\d)\s?["″”＂]\s*/gu;

/** `65" TV` → `65 inch TV`, in the language's own word. */
export function writeInches(language: Language, text: string): string {
  const { inch } = wordsOf(language);
  return text
    .replace(inchPattern, (whole, digit: string | undefined) => (digit ? `${digit} ${inch} ` : whole))
    .trimEnd();
}
