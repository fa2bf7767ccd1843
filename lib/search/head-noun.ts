import type { Language } from "@/lib/i18n/markets";
import { japaneseParts, splitQuery, splitWords, wordForms } from "./document";
import { foldWord } from "./fold-word";
import { areOneThing, knowThings, type Things } from "./known-things";
import { firstForm, type Lexeme, type Term } from "./plan-query";
import { behindPattern } from "./prepositions";
import { isStopWord } from "./stop-words";
import { membersOf, namesOf } from "./synonyms";
import { wordsOf } from "./words/words-of";
import { type Titled, untitled } from "./write-document";

/**
 * Glossary. *Head*: the word of a title that says what the thing is. A bike lock is a lock: English names a thing by the
 * last word of its name, which ends at a comma, a bracket or a preposition; Japanese by the end of any part between spaces, brackets or "&"
 * (自転車用チェーンロック is a ロック). German writes what stands before the head into the same word, so there no word of a title
 * is another's. *Named*: another word that may be it. Where the head is a known thing, what stands before it tells its kind,
 * but for other names of it ("AirPods Pro earbuds"); else only what stands before the name of its own category ("guitar strings normal
 * tension" among strings): an "Apple MacBook Air" is a MacBook.
 */
const nameEnd = /[,([|:]|\s[-–—+]\s|\sw\//;
const partEnd = /[\s()（）[\]［］【】「」『』〔〕《》・,、&＆/／|｜★☆◆◇■□●○♪!！]+/;

/** Those of a title's words, folded, that say what it is; none in a language without heads of their own. */
export function headWords(
  language: Language,
  title: string,
  words: readonly string[],
  categories: readonly string[],
): Titled {
  const { heads } = wordsOf(language);
  if (heads === "word") return untitled;
  const things = knowThings(language, categories);
  const own = new Set(words);
  const titled = heads === "name" ? nameOf(language, title, things) : partsOf(language, title, own, things);
  const found = new Set(titled.heads.filter((word) => own.has(word)));
  return { heads: [...found], named: [...new Set(titled.named)].filter((word) => own.has(word) && !found.has(word)) };
}

function nameOf(language: Language, title: string, things: Things): Titled {
  const whole = title.toLowerCase().replace(new RegExp(behindPattern(language)), "");
  const name = splitWords(whole.split(nameEnd)[0] ?? "");
  const formsOf = (some: string[]) =>
    some.filter((word) => !/\d/.test(word)).flatMap((word) => wordForms(language, word));
  const at = headAt(name, things);
  const head = name[at];
  if (!head) return { heads: [], named: formsOf(splitWords(whole)) };
  const named = things.has(head)
    ? name.filter((word, place) => place > at || areOneThing(language, word, head))
    : splitWords(whole).slice(Math.max(0, name.slice(0, at).findLastIndex(things.isOwn)));
  return { heads: formsOf([head]), named: formsOf(named) };
}

/** A number and its unit are no head, and a color behind a known thing is none: sneakers white, 42. */
function headAt(name: string[], things: Things): number {
  const isMeasure = (word: string, at: number) =>
    /\d/.test(word) || (isUnit(word, things) && /\d/.test(name[at - 1] ?? "") && !things.has(word));
  const last = name.findLastIndex((word, at) => !isMeasure(word, at));
  const behind = name.findLastIndex((word, at) => at <= last && !isMeasure(word, at) && !things.isQuality(word));
  return things.has(name[behind] ?? "") ? behind : last;
}

const isUnit = (word: string, things: Things): boolean => unitPattern.test(word) || things.isQuality(word);

const unitPattern = /^\p{Script=Latin}{1,3}$/u;

/** The last part first: before it stand brands, behind it only qualities, which are no heads. */
function partsOf(language: Language, title: string, own: ReadonlySet<string>, things: Things): Titled {
  const parts = title
    .split(partEnd)
    .map((part) => splitQuery(part).filter((word) => !/\d/.test(word)))
    .filter((words) => words.length > 0)
    .toReversed()
    .map((words) => cutPart(words, things));
  const formsOf = (some: string[]) => some.flatMap((word) => wordForms(language, word));
  const ownThings = [...own].filter(things.has);
  const named = parts.flatMap(({ ends, pieces, isTelling, isBeside }) => {
    if (isBeside) return [];
    const last = formsOf(ends.slice(0, 1));
    const within = ownThings.filter((word) => last.some((end) => end.endsWith(word)));
    return isTelling && ends.some(things.has) ? within : [...within, ...formsOf(pieces)];
  });
  const telling = parts.filter(({ isTelling }) => isTelling);
  // Of a title of many parts the known things go first: an engine ranks by a few.
  const known = telling.filter(({ ends }) => ends.some(things.has));
  const heads = [...known, ...telling].flatMap(({ ends }) => ends);
  return { heads: formsOf(heads.flatMap((end) => spelled(end, own, things))), named };
}

interface Part {
  /** What it ends in, the shortest first. */
  ends: string[];
  /** Every run of its words. */
  pieces: string[];
  /** It names a thing, not a quality, a measure or what the thing is for or comes with. */
  isTelling: boolean;
  /** It names what the thing comes with: 三脚付き. */
  isBeside: boolean;
}

function cutPart(words: string[], things: Things): Part {
  const cuts = words.map((_, at) => at).filter((at) => isCut(words, at));
  const join = (from: number, to?: number) => words.slice(from, to).join("");
  const ends = words.map((_, at) => join(at)).filter((end, at) => cuts.includes(at) || things.has(end));
  const pieces = cuts.flatMap((from, at) => [...cuts.slice(at + 1), words.length].map((to) => join(from, to)));
  const isMeasure = unitPattern.test(join(0)) && !things.has(join(0));
  const saysNothing = isStopWord("ja", join(0)) || isStopWord("ja", words.at(-1) ?? "");
  const isBeside = besidePattern.test(join(0));
  const isTelling = !isMeasure && !things.isQuality(join(0)) && !saysNothing && !isBeside;
  return { ends: ends.toReversed(), pieces, isTelling, isBeside };
}

const besidePattern = /(?:付き|つき|(?<![日受納寄])付)$/u;

/** The dictionary cuts kana it does not know to crumbs (イヤ ホン): between kana, a cut beside one is none. */
function isCut(words: string[], at: number): boolean {
  const beside = words.slice(Math.max(0, at - 1), at + 1);
  return at === 0 || !beside.every((word) => kanaPattern.test(word)) || beside.every(({ length }) => length > 2);
}

const kanaPattern = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u;

/** An end as queries ask for it, who cut it by the dictionary, and for other names of kanji by pairs: 腕時計 by 時計. */
function spelled(end: string, own: ReadonlySet<string>, things: Things): string[] {
  const pair = things.has(end) ? japaneseParts(end).at(-1) : undefined;
  const last = own.has(foldWord(end)) ? undefined : splitWords(end).at(-1);
  return [end, pair, last].filter((word) => word !== undefined);
}

/** Heads that answer a single term, as ways to find them: what is asked for itself, and other names for it. Null where there are none to tell by. */
export function askedHeads(language: Language, [term, ...more]: Term[]): { own: Lexeme[][]; other: Lexeme[][] } | null {
  if (!term || more.length > 0 || wordsOf(language).heads === "word") return null;
  const called = [...namesOf(language, term.surface), ...membersOf(language, term.surface)];
  const other = called.map((name) => name.flatMap((word) => firstForm(language, word)));
  return { own: term.exact, other };
}
