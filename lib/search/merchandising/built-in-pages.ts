import { type Language, languageCodes } from "@/lib/i18n/markets";
import { wordsOf } from "../words/words-of";
import { RuleIndex } from "./match-rules";

const built = new Date(0);
const index = new RuleIndex();
for (const language of languageCodes) {
  for (const [phrases, path] of Object.entries(wordsOf(language).pages)) {
    for (const query of phrases.split(", ")) {
      index.set({
        ruleId: `${language} ${query}`,
        merchantId: null,
        language,
        query,
        match: "exact",
        target: { kind: "path", path },
        pins: [],
        boosts: [],
        active: true,
        startsAt: null,
        endsAt: null,
        updatedAt: built,
      });
    }
  }
}

/** The page that these words, and no others, ask for; null for anything that may be goods. */
export function builtInPage(language: Language, text: string): string | null {
  const target = index.find(language, text, built)[0]?.target;
  return target?.kind === "path" ? target.path : null;
}

/** Every path a built-in leads to: a test holds that each is a page. */
export const builtInPaths: readonly string[] = [
  ...new Set(languageCodes.flatMap((language) => Object.values(wordsOf(language).pages))),
];
