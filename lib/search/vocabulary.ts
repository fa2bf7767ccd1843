import { splitQuery, splitWords } from "./document";
import { foldWord, isHiragana, isJapanese } from "./fold-word";
import { isKatakana, joinWords, katakanaRuns } from "./katakana";

/** A word that a misspelling can be mended to, and how often titles and labels have it. */
export interface VocabularyWord {
  word: string;
  frequency: number;
}

/** Any other was given to a product while words were counted, or is forgotten by the next count (refresh-vocabulary.ts). */
export const isLiving = ({ frequency }: VocabularyWord): boolean => frequency > 0;

/** Shorter words are neither mended nor worth completing; in Japanese two characters are a word (防水). */
const lengthMin = 3;
const lengthMinJapanese = 2;

/**
 * The words of a text that the vocabulary keeps, each as often as it stands there. What katakana writes in one is a word
 * too, however the dictionary cuts it, and so are its words that stand together: a ティーポッド is no ポッド, but a ティーポット; so is kana that it leaves in crumbs, and what is
 * nothing but hiragana (すいはんき).
 */
export const vocabularyOf = (text: string): string[] => {
  const words = splitWords(text);
  const kana = splitQuery(text).filter((word) => !isKatakana(word));
  const whole = isHiragana(text) ? [text] : [];
  const runs = katakanaRuns(text).flatMap((run) => [run, ...joinedWithin(run)]);
  const joined = new Set([...kana, ...whole, ...runs]).difference(new Set(words));
  return [...words, ...joined].filter((word) => {
    const length = Array.from(word).length;
    return (
      length >= (isJapanese(word) ? lengthMinJapanese : lengthMin) &&
      !/^[\d.]+\p{Script=Han}?$/u.test(word) &&
      foldWord(word) !== ""
    );
  });
};

/** Shorter ones are crumbs that the dictionary leaves of a word it does not know. */
const joinedMin = 3;

const joinedWithin = (run: string): string[] => {
  const words = splitWords(run);
  return words.every(({ length }) => length >= joinedMin) ? joinWords(words) : [];
};
