import { splitWords } from "./document";
import { foldWord, isJapanese } from "./fold-word";

/** Shorter words are neither mended nor worth completing; in Japanese two characters are a word (防水). */
const lengthMin = 3;
const lengthMinJapanese = 2;

/** The words of a text that the vocabulary keeps, each as often as it stands there. */
export const vocabularyOf = (text: string): string[] =>
  splitWords(text).filter((word) => {
    const length = Array.from(word).length;
    return length >= (isJapanese(word) ? lengthMinJapanese : lengthMin) && !/^\d+$/.test(word) && foldWord(word) !== "";
  });
