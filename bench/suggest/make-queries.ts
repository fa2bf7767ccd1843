import type { TrieEntry } from "@/lib/search/build-trie";

/** The same numbers each time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const onsets =
  "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sh sk sl sm sn sp st str t th tr v w".split(" ");
const vowels = "a e i o u ai ea ee oa oo ou".split(" ");
const codas = "b ck d ft g k l ll lt m mp n nd ng nt p r rd rk rn rt s sh sk ss st t tch x".split(" ");

/**
 * As many different queries as asked for, the most popular first: one to four words out of a vocabulary of 40,000, words
 * and queries both by Zipf, 27 characters on average.
 */
export function makeQueries(count: number, seed = 11): TrieEntry[] {
  const random = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const words = new Set<string>();
  while (words.size < 40_000) {
    const syllables = 1 + Math.floor(random() * 2.4);
    words.add(Array.from({ length: syllables }, () => pick(onsets) + pick(vowels) + pick(codas)).join(""));
  }
  const vocabulary = [...words];
  const word = () => vocabulary[zipf(random, vocabulary.length)] ?? "";
  const queries = new Set<string>();
  while (queries.size < count) {
    const length = 1 + Math.floor(random() * 4);
    queries.add(Array.from({ length }, word).join(" "));
  }
  return Array.from(queries, (value, index) => ({ value, weight: 1 / (index + 1), keys: [value] }));
}

/** A place from 0, the n-th about 1/n as often as the first. */
export const zipf = (random: () => number, length: number): number =>
  Math.min(length - 1, Math.floor(length ** random()) - 1);
