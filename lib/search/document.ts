import type { Language } from "@/lib/i18n/markets";
import {
  characterPairs,
  foldWord,
  ideographs,
  isJapanese,
  plainText,
  spellUmlauts,
  stemSurface,
  stemWord,
} from "./fold-word";
import { cutAtKatakana, isKatakana, katakanaParts, loanwordsOf } from "./katakana";
import { mendCuts } from "./mend-cuts";
import { withoutOkurigana } from "./okurigana";
import { unvoicedNames } from "./rendaku";
import { isStopWord } from "./stop-words";
import { partsOfSize, partsOfVersioned, wholeOfVersion, writeMeasures } from "./write-measures";

/**
 * How text becomes the words of the Postgres engine's index, and how a query becomes the same words. Postgres'
 * dictionaries stay out of it (`simple`): one place decides in every language, so that titles, queries and the
 * vocabulary for misspellings agree.
 *
 * Glossary. *Surface*: a word as written, in lower case. *Folded*: without width, accents and kana's two scripts.
 * *Stem*: folded, without the ending that plurals and cases add. *Run*: Japanese between two other characters.
 */

/**
 * The words a text is found by, divided by spaces and holding only letters and digits, so that
 * `to_tsvector('simple', …)` takes each as it is. Each stands folded, by its stem, and, where it has an umlaut, spelled
 * with `e` as well. What is written in parts stands joined too (`t-shirt` → `tshirt`, `500 ml` → `500ml`), and Japanese
 * also in pairs of characters, because a query may be cut elsewhere than the title was; katakana in its parts.
 */
export function searchWords(language: Language, text: string): string {
  const words: string[] = [];
  const plain = normalize(writeMeasures(language, text));
  const surfaces = splitWords(plain);
  for (const [at, surface] of surfaces.entries()) {
    words.push(...indexedForms(language, surface));
    const parts = [...partsOfSize(surface), ...partsOfVersioned(surface), ...wholeOfVersion(surface, surfaces[at + 1])];
    words.push(...parts.map(foldWord));
    const several = language === "de" ? severalPattern.exec(surface)?.[1] : undefined;
    if (several) words.push(...indexedForms(language, several));
  }
  for (const [whole] of plain.matchAll(joinedPattern))
    words.push(...indexedForms(language, whole.replace(/[^\p{L}\p{N}\p{M}.]+/gu, "")));
  for (const [, kind = "", number] of plain.matchAll(modelPattern))
    if (!isStopWord(language, kind)) words.push(foldWord(`${kind}${number}`));
  for (const [code] of plain.matchAll(codePattern)) if (/[a-z]/.test(code)) words.push(code.replaceAll("-", ""));
  for (const [code] of plain.matchAll(groupedCodePattern)) words.push(code.replace(/[^a-z\d]/g, ""));
  if (!isJapanese(plain)) return words.filter(isTypeable).join(" ");
  const joined = new Set(splitQuery(plain)).difference(new Set(surfaces));
  for (const surface of joined) words.push(...wordForms(language, surface));
  for (const [counted] of plain.matchAll(countedPattern)) words.push(counted.slice(0, -1));
  for (const [, least = "", counted = ""] of plain.matchAll(countedRangePattern)) words.push(least + counted);
  words.push(...loanwordsOf(plain).map(foldWord), ...unvoicedNames(plain).map(foldWord));
  for (const [whole] of plain.matchAll(dottedPattern)) words.push(foldWord(whole.replaceAll("・", "")));
  for (const [run] of plain.replace(countedPattern, " ").matchAll(runPattern)) {
    for (const part of cutAtKatakana(run)) {
      const folded = foldWord(part);
      if (!isKatakana(part))
        words.push(...characterPairs(part), ...characterPairs(withoutOkurigana(part)), ...ideographs(folded));
      else for (const own of katakanaWords(part)) words.push(...wordForms("ja", own));
    }
  }
  return words.filter(isTypeable).join(" ");
}

const katakanaWords = (run: string): string[] => {
  const cut = segment(run);
  return [...(isTypeable(run) ? [run] : []), ...cut, ...katakanaParts(cut)];
};

/** What a Japanese word is looked for by, all together, besides itself: 食パン by 食 and パン. Empty where there is no more. */
export function japaneseParts(surface: string): string[] {
  if (!isJapanese(surface) || isKatakana(surface) || isCounted(surface)) return [];
  const parts = cutAtKatakana(stemWord("ja", surface)).flatMap((part) => {
    const folded = foldWord(part);
    if (isKatakana(part)) return [stemWord("ja", folded)];
    return part.length > 1 ? characterPairs(part) : ideographs(folded);
  });
  return parts.length > 1 ? parts : [];
}

/**
 * What a word is indexed by: the forms it is looked for by, and the stem of its stem. Trockenen is by its own a trocken, which who
 * asks for trockene has lost the end of; and "lines" a line, which a German stem is shorter than. Not without its umlauts, which tell a
 * Schäler from a Schal, nor without the s of a stem: a Buchse is no Buch.
 */
export function indexedForms(language: Language, surface: string): string[] {
  const forms = wordForms(language, surface);
  const stem = stemSurface(language, surface);
  if (language === "de" && (spellUmlauts(surface) !== surface || stem.endsWith("s"))) return forms;
  return [...new Set([...forms, stemWord(language, stem)])].filter(Boolean);
}

/** The forms under which a surface is looked for: folded, stem, umlaut spelled out. */
export function wordForms(language: Language, surface: string): string[] {
  const folded = foldWord(surface);
  const forms = new Set([folded, stemSurface(language, surface), foldWord(spellUmlauts(surface))]);
  forms.delete("");
  return [...forms];
}

/** The surfaces of a text in order. Japanese is cut by the platform's dictionary, `500ml` between digits and unit. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [token] of normalize(text).matchAll(tokenPattern)) {
    if (latinPattern.test(token)) {
      words.push(token);
      continue;
    }
    for (const [part] of token.matchAll(scriptPattern)) {
      if (isCounted(part)) words.push(part);
      else if (isJapanese(part)) words.push(...segment(part));
      else words.push(...(measurePattern.exec(part)?.slice(1) ?? [part]));
    }
  }
  return words.filter(isTypeable);
}

/** As above for what a person types, whose words the dictionary may not know, or pastes from the source of a page. */
export const splitQuery = (text: string): string[] =>
  normalize(text.replace(entityPattern, readEntity))
    .split(/\s+/u)
    .flatMap((part) => joinKana(splitWords(part)));

const entityPattern = /&(?:(amp)|(apos|rsquo)|nbsp|quot|lt|gt|#(\d{2,5})|#x([\da-f]{2,4}));/gi;

/** H&amp;M, women&#39;s, K&#228;se. */
function readEntity(_: string, and?: string, apostrophe?: string, decimal?: string, hex?: string): string {
  if (and) return "&";
  if (apostrophe) return "'";
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "20", 16);
  return code > 32 ? String.fromCodePoint(code).toWellFormed() : " ";
}

/** The dictionary leaves kana it doesn't know in crumbs (じゃ け っと): together they are a word again, but not over a space. */
function joinKana(words: string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const word of words) {
    const crumb = /^(?:\p{Script=Hiragana}|\p{Script=Katakana}|ー){1,2}$/u.test(word) && !isStopWord("ja", word);
    if (crumb && open) joined[joined.length - 1] += word;
    else joined.push(word);
    open = crumb;
  }
  return joined;
}

/**
 * A Garnset is Garn, and a Schraubensortiment Schrauben. What stands before may tell the kind of the set alone, or what it is for: a
 * Tischset is no Tisch, and a Küchenset, folded, no Kuchen.
 */
const severalPattern =
  /^(?!(?:anfänger|basis|doppel|einsteiger|einzel|familien|geschenk|grund|hand|head|komplett|küchen|probier|reise|spar|start|starter)s)(\p{L}{4,}(?<!tisch|platz|kaffee|espresso|grill|kamin|garten))(?:sets?|sortimente?)$/u;

/** Longer is no word anyone types, and Postgres refuses a document for one of 2,047 bytes: these have 144 at most. */
const wordLengthMax = 48;
const isTypeable = ({ length }: string): boolean => length <= wordLengthMax;
const japanese = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々";
/** 2.5 is one number: who looks for 5 l wants no 2.5 l. */
const tokenPattern = /(?:(?<![\d.])\d+\.\d+(?!\.?\d)|[\p{L}\p{N}\p{M}])+/gu;
const runPattern = new RegExp(`[${japanese}]+`, "gu");
/** 24本 are no books: a number and what it counts by are one word. */
const counter = "[本個枚袋箱缶冊足皿台玉束巻人畳級歳](?!(?![入組用以前掛])\\p{Script=Han})";
const counted = `\\d+${counter}`;
/** The space of 24 本. */
export const countSpacePattern = new RegExp(`(?<=\\d) (?=${counter})`, "gu");
const countedPattern = new RegExp(`(?<![\\d\\p{Script=Latin}])${counted}`, "gu");
/** The 3 of 3~4人用. */
const countedRangePattern = new RegExp(`(?<![\\d.])(\\d+) ?[~〜-] ?\\d+(${counter})`, "gu");
const isCounted = (surface: string): boolean => /^\d+\p{Script=Han}$/u.test(surface);
const scriptPattern = new RegExp(`${counted}|[${japanese}]+|[^${japanese}]+`, "gu");
/** Most words of English and German, in which there is nothing to cut. */
const latinPattern = /^[a-zäöüß]+$/;
const measurePattern = /^(\d+(?:\.\d+)?)(\p{Script=Latin}{1,3})$/u;
/** Looked for from the beginning of a word or number only, or one of many letters would be read anew from each of them. */
const joinedPattern =
  /(?<![\d.])\d+(?:\.\d+)? ?\p{Script=Latin}{1,3}(?![\p{L}\p{N}])|(?<!\p{Script=Latin})\p{Script=Latin}+(?:-[\p{Script=Latin}\d]+){1,2}/gu;
/** What is typed in one as well: SPF 50, GU 10, BL 1850, USB 3.0. */
const modelPattern = /(?<![\p{L}\p{N}.])([a-z]{1,5}) (\d{1,5}(?:\.\d{1,2})?)(?![\p{L}\p{N}]|[.,]\d)/gu;
/** A model or a grade that has a number before its hyphen: 5W-30, LT2500S-XH. */
const codePattern = /(?<![\p{Script=Latin}\p{N}])[a-z]{0,6}\d[a-z\d]*(?:-[a-z\d]+){1,2}(?![\p{Script=Latin}\p{N}])/gu;
/** A maker's number in groups, W 712/95 and 0 986 494 524, is typed in one. */
const groupedCodePattern =
  /(?<![\p{L}\p{N}])(?:[a-z]{1,4} ?\d{2,}[ /.-]\d{2,}|\d{1,4} \d{2,4} \d{2,4})(?:[ /.-]\d{2,}){0,2}(?![\p{L}\p{N}])/gu;
/** ザ・ノース・フェイス is typed in one. */
const dottedPattern = /(?<![ァ-ヺー])[ァ-ヺー]+(?:・[ァ-ヺー]+)+/gu;
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** 20,000 is one number, and 0,750 a part of one. */
const groupedPattern = /(?<![\d,])(?!0)\d{1,3}(?:,\d{3})+(?![\d,])/g;

/** M&M's, H&M and AT&T are one name, not letters that many units have. */
const initialsPattern = /(?<=(?<!\p{L})\p{Script=Latin}{1,2})&(?=\p{Script=Latin}{1,2}(?!\p{L}))/gu;

const normalize = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replace(/['’`´\u00ad]/g, "")
    .replace(initialsPattern, "")
    .replace(groupedPattern, (number) => number.replaceAll(",", ""))
    .replace(countSpacePattern, "");

/** Short runs are remembered: names of brands, categories and values stand in very many products. */
const segmented = new Map<string, readonly string[]>();
const segmentedMax = 20_000;
const shortRun = 16;

function segment(run: string): readonly string[] {
  const known = segmented.get(run);
  if (known) return known;
  const words = mendCuts(Array.from(segmenter.segment(run), ({ segment: word }) => word));
  if (run.length > shortRun) return words;
  if (segmented.size >= segmentedMax) segmented.clear();
  segmented.set(run, words);
  return words;
}
