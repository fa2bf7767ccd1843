import { isHiragana } from "./fold-word";
import { joinFused } from "./katakana";
import { isStopWord } from "./stop-words";

/** What ends the name of a thing and is none by itself. */
const endingPattern = /^[機器剤計庫具液症]$/;
const singlePattern = /^\p{Script=Han}$/u;
const nounPattern = /\p{Script=Han}./u;
const isParticle = (word: string): boolean => /^\p{Script=Hiragana}$/u.test(word) && isStopWord("ja", word);
/** No word by itself, nor a particle. */
const isCrumb = (word: string): boolean => /^\p{Script=Hiragana}$/u.test(word) && !isParticle(word);

/** What the platform's dictionary cuts of one run, joined where it has cut a word. */
export const mendCuts = (cut: readonly string[]): string[] =>
  withoutOnly(joinEndings(joinBeginning(joinEnd(joinReading(joinCrumbs(joinSmall(joinFused(cut))))))));

/** No syllable begins with these. */
const smallPattern = /^[ぁぃぅぇぉっゃゅょゎんー]/u;

/** ほ に ゅ う びん: a syllable is not cut. */
function joinSmall(cut: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of cut) {
    if (joined.length > 0 && smallPattern.test(word)) joined[joined.length - 1] += word;
    else joined.push(word);
  }
  return joined;
}

/** Kana that begins with a crumb and has no particle is a word the dictionary doesn't know: ね く たい. */
const joinCrumbs = (cut: readonly string[]): readonly string[] =>
  isCrumb(cut[0] ?? "") && cut.every((word) => isHiragana(word) && !isParticle(word)) ? [cut.join("")] : cut;

const readingPattern = /^[きけぎげしじせちてねびべみめれ]$/u;

/** 飲 み: a crumb behind a single kanji says how that is read. */
function joinReading(cut: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of cut) {
    const last = joined.at(-1) ?? "";
    if (readingPattern.test(word) && singlePattern.test(last)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/** What is sold as 本体のみ, and nothing but it, says nothing of a ノミ; のみ取り does. */
const withoutOnly = (words: readonly string[]): string[] =>
  words.filter((word, at) => word !== "のみ" || at === 0 || /^(?:[取除駆避]|[とよ])/u.test(words[at + 1] ?? ""));

/** Nothing begins with a particle: は みがき and の り are words. */
function joinBeginning([first = "", second = "", ...rest]: readonly string[]): string[] {
  const isCut = isParticle(first) && isHiragana(second) && (isCrumb(second) || !/[のを]/.test(first));
  return [...(isCut ? [first + second] : [first, second]), ...rest].filter(Boolean);
}

/** Nor does a crumb stand behind one: なわ と び is a word. */
function joinEnd(cut: readonly string[]): string[] {
  const [before = "", particle = "", last = ""] = cut.slice(-3);
  const isCut = isHiragana(before) && isParticle(particle) && isCrumb(last);
  return isCut ? [...cut.slice(0, -3), before + particle + last] : [...cut];
}

/** A 掃除機 is cut into cleaning and machine: together they are a word again, and no sponge is one. */
function joinEndings(cut: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of cut) {
    const from = endingPattern.test(word) ? nounStart(words) : words.length;
    words.push(words.splice(from).join("") + word);
  }
  return words;
}

/** Where the name begins that such an ending belongs to: 掃除 機, 除 湿 機. */
function nounStart(words: readonly string[]): number {
  const last = words.findLastIndex((word) => !singlePattern.test(word) || isStopWord("ja", word));
  if (last < words.length - 1) return last + 1;
  return nounPattern.test(words.at(-1) ?? "") ? last : words.length;
}
