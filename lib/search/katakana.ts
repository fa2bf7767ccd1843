import { plainText, toKatakana } from "./fold-word";

/**
 * Katakana writes loanwords, and compounds of them in one run. By pairs of characters, as other Japanese is found, a
 * ランプ would be in every トランプ; so a run is found by its words, by words that stand together, and by what a word
 * that the dictionary keeps whole is made of (ハンドバッグ).
 */

const wholePattern = /^[\p{Script=Katakana}ー]+$/u;
const partPattern = /[\p{Script=Katakana}ー]+|[^\p{Script=Katakana}ー]+/gu;

/**
 * The words of a phrase; one where all are katakana and it was cut by the dictionary. A ヘッドセット is no セット that has a
 * ヘッド in its name, and the index holds every run of katakana whole.
 */
export const joinKatakana = (words: string[]): string[] => (words.every(isKatakana) ? [words.join("")] : words);

export const isKatakana = (surface: string): boolean => wholePattern.test(surface);

/** A word or run of Japanese, cut where katakana begins and ends: 食パン → 食 パン. */
export const cutAtKatakana = (surface: string): string[] => surface.match(partPattern) ?? [];

/** What a text writes in one of katakana. */
export const katakanaRuns = (text: string): string[] => cutAtKatakana(text.normalize("NFKC")).filter(isKatakana);

const loanPattern = /\p{Script=Hiragana}[\p{Script=Hiragana}ー]*ー[\p{Script=Hiragana}ー]*/gu;

/** A long mark is written in loanwords only: who types すにーかー has not pressed the key for katakana yet. */
export const writeLoanwords = (text: string): string => plainText(text).replace(loanPattern, toKatakana);

/** The words of a text, in plain characters, that writeLoanwords writes in katakana: ちゅーる. */
export const loanwordsOf = (plain: string): string[] => plain.match(loanPattern) ?? [];

/** A run is cut into its words by the caller: what else it is found by. */
export const katakanaParts = (words: readonly string[]): string[] => [
  ...words.flatMap(partsOfWord),
  ...joinWords(words),
];

/** Words of a run that stand together, each as one. */
export const joinWords = (words: readonly string[]): string[] =>
  words.flatMap((_, from) =>
    words.slice(from + 1, from + joinedMax).map((__, at) => words.slice(from, from + at + 2).join("")),
  );

const joinedMax = 4;
const partLengthMin = 3;
const restLengthMin = 2;
/** No syllable of Japanese begins with these. */
const noBeginning = /^[ーンッァィゥェォャュョヮ]/u;

function partsOfWord(word: string): string[] {
  if (fused.has(word)) return [];
  const parts: string[] = [];
  for (let at = restLengthMin; at <= word.length - restLengthMin; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (noBeginning.test(tail)) continue;
    if (head.length >= partLengthMin) parts.push(head);
    if (tail.length >= partLengthMin) parts.push(tail);
  }
  return parts;
}

/** Words that look like compounds of something else: a カーペット is no ペット, and what is コードレス no ドレス. */
// biome-ignore format: a line holds what looks like the same
const fused = new Set([
  "アップライト", "ハイライト", "ハイライター", "サテライト",
  "ウイスキー", "ウィスキー",
  "エンドレス", "コードレス", "ワイヤレス", "シームレス",
  "カーペット", "トランペット",
  "キャビネット", "ボンネット", "マグネット",
  "クランプ",
  "クリケット", "ジャケット", "バスケット", "ビスケット", "マーケット",
  "ココナッツ", "ドーナッツ",
  "コンセント", "チョコレート", "ピンセット", "フォーマット", "フライパン", "ブラジャー",
  "コントローラー", "コントロール",
  "ダイヤモンドコート", "マーブルコート", "セラミックコート", "ガラスコート", "テフロンコート",
  "サングラス",
  "シーリング", "ストリング", "スプリング", "フローリング", "ボウリング", "ボーリング",
  "スクラップ", "ストラップ", "ラップトップ",
  "ダンボール",
  "チャレンジ",
  "チューリップ", "フィリップ",
  "トランクス",
  "トレーナー", "トレーニング", "トレーラー",
]);

/** The dictionary cuts some of them all the same (アップ ライト). */
export function joinFused(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && fused.has(last + word)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/** Whether a compound that begins so is what it ends in, of a kind: a ゲーミングマウス is a マウス. */
export const isLoanKind = (word: string): boolean => kinds.has(word);

const kinds = new Set([
  "アンティーク",
  "オリジナル",
  "カジュアル",
  "クラシック",
  "ゲーミング",
  "コンパクト",
  "ジュニア",
  "シンプル",
  "スリム",
  "ビジネス",
  "ビンテージ",
  "ヴィンテージ",
  "フォーマル",
  "プレミアム",
  "モダン",
  "ユニセックス",
  "レトロ",
]);
