import { type Language, languageCodes } from "../../lib/i18n/markets";
import { searchWords, splitWords } from "../../lib/search/document";
import { writeDocument } from "../../lib/search/write-document";
import { pick, randomFrom } from "./random";

type Zone = "a" | "b" | "d";

/** A word as titles have it. */
export class Word {
  private found: string[] | undefined;
  private readonly lines: Partial<Record<Zone, string>> = {};

  constructor(
    readonly language: Language,
    readonly surface: string,
  ) {}

  /** By what it is found. */
  get lexemes(): string[] {
    this.found ??= [...new Set(searchWords(this.language, this.surface).split(" "))];
    return this.found;
  }

  /** What it adds to a document, by where it stands: words of a vocabulary are few, so each is written once. */
  written(zone: Zone): string {
    const { lines, lexemes } = this;
    lines[zone] ??= writeDocument({ a: "", b: "", c: "", d: "", [zone]: lexemes.join(" ") }, []);
    return lines[zone];
  }
}

const vocabularySize = 60_000;

const onsets = "b br c ch cl d dr f fl g gr h j k l m n p pr qu r s sh sl st t th tr v w z".split(" ");
const vowels = "a e i o u ai ea ee io oa ou".split(" ");
const codas = ["", "", "n", "r", "l", "s", "t", "ck", "nd", "rm", "st"];
const germanEnds = ["e", "er", "en", "ung", "heit", "chen", "", ""];
const katakana = Array.from(
  "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン",
);
const kanji = Array.from(
  "山川木水火土金石花草空雲風雪雨星月日光影色音味香紙布糸革竹器皿鍋刀針筆絵本文字旅道車船馬鳥魚虫犬猫手足目耳口心力春夏秋冬朝昼夜東西南北上下左右大小長短高低新古美安静明暗強弱厚薄軽重丸角平深浅白黒赤青緑黄茶銀",
);

/** Words of each language, the commonest first, none twice. Made up, so that no language is favoured by a stem rule. */
export function makeVocabulary(): ReadonlyMap<Language, Word[]> {
  const make: Partial<Record<Language, (random: () => number) => string>> = { de: german, ja: japanese };
  const entries = languageCodes.map((language, index) => {
    const random = randomFrom(1000 + index);
    const surfaces = new Set<string>();
    while (surfaces.size < vocabularySize) surfaces.add((make[language] ?? english)(random));
    return [language, [...surfaces].map((surface) => new Word(language, surface))] as const;
  });
  return new Map(entries);
}

const syllable = (random: () => number) => pick(random, onsets) + pick(random, vowels) + pick(random, codas);
const times = (count: number, make: () => string) => Array.from({ length: count }, make).join("");

const english = (random: () => number) =>
  times(2 + Math.floor(random() * 2), () => syllable(random)) + (random() < 0.15 ? "s" : "");

const german = (random: () => number) =>
  times(2 + Math.floor(random() * 2), () => syllable(random))
    .replace("ou", "ü")
    .replace("oa", "ö") + pick(random, germanEnds);

const japanese = (random: () => number) => {
  if (random() < 0.6) return times(3 + Math.floor(random() * 3), () => pick(random, katakana));
  return random() < unknownShare
    ? times(2 + Math.floor(random() * 2), () => pick(random, kanji))
    : times(1 + Math.floor(random() * 2), () => pick(random, kanjiWords));
};

/** Of the kanji in the demo catalog's Japanese one run in eight is cut into single characters: the dictionary does not know it. */
const unknownShare = 1 / 8;

/** Pairs of kanji that the dictionary knows as a word. */
const kanjiWords = kanji
  .flatMap((one) => kanji.map((other) => one + other))
  .filter((pair) => splitWords(pair).length === 1);
