import type { Language } from "@/lib/i18n/markets";
import { de } from "./de";
import { en } from "./en";
import { ja } from "./ja";
import { latin, type SearchWords } from "./search-words";

const known: Partial<Record<Language, SearchWords>> = { en, de, ja };
const none: SearchWords = {
  letters: latin,
  stopWords: "",
  codeWords: "",
  synonyms: [],
  qualities: [],
  ends: [],
  thingsToo: "",
  collectives: {},
  themes: {},
  priceLimits: { below: [], upTo: [], after: [] },
  prepositions: "",
  heads: "word",
  inch: "",
  pages: {},
};

/** What search knows of a language; nothing, of one that has no file here yet. */
export const wordsOf = (language: Language): SearchWords => known[language] ?? none;
