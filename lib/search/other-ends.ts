import type { Language } from "@/lib/i18n/markets";
import { stemSurface } from "./fold-word";
import { perLanguage } from "./per-language";
import { isFirst } from "./word-heads";
import { wordsOf } from "./words/words-of";

/** What a compound is called by another end: a Stehleuchte is a Stehlampe, and a Lampe. */
interface OtherName {
  whole: string;
  end: string;
}

/** The names that a word, given by its stem, has by other ends; none of a word that is no compound. */
export function otherNames(language: Language, stem: string): OtherName[] {
  return groupsOf(language).flatMap((group) => {
    const own = group.find((end) => stem.endsWith(end.stem) && stem.length > end.stem.length);
    const first = own ? stem.slice(0, -own.stem.length) : "";
    if (!own || !isFirst(first, own.stem)) return [];
    return group.filter((end) => end !== own).map(({ word }) => ({ whole: `${first}${word}`, end: word }));
  });
}

/** The other ends for a word that is an end by itself. */
export const otherEnds = (language: Language, word: string): string[] =>
  groupsOf(language)
    .filter((group) => group.some(({ stem }) => stem === stemSurface(language, word)))
    .flatMap((group) => group.map((end) => end.word).filter((end) => end !== word));

interface End {
  word: string;
  stem: string;
}

const groupsOf = perLanguage((language): End[][] =>
  wordsOf(language).ends.map((group) => group.split(", ").map((word) => ({ word, stem: stemSurface(language, word) }))),
);
