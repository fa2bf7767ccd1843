import type { Language } from "@/lib/i18n/markets";
import { wordsOf } from "./words/words-of";

/** What stands in quotes stays as it is, a number at its end too: "iPhone 15". */
const inchPattern = /"[^"]*"|“[^“”]*”|(\d)\s?["″”＂]\s*/gu;
/** Not of 6'6", nor of the 80's. */
const footPattern = /'[^']*'|(\d)['’′](?=[\s,)]|$)\s*/gu;

/** `65" TV` → `65 inch TV`, in the language's own word, and `50' hose` → `50 ft hose` where there is one for that. */
export function writeInches(language: Language, text: string): string {
  const { inch, foot } = wordsOf(language);
  const write = (unit: string) => (whole: string, digit: string | undefined) => (digit ? `${digit} ${unit} ` : whole);
  const inches = text.replace(inchPattern, write(inch));
  return (foot ? inches.replace(footPattern, write(foot)) : inches).trimEnd();
}
