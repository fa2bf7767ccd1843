import { keyLengthMax } from "./build-trie";
import { openArrays } from "./trie-layout";
import { bestBelow, follow, followForgiving, type Place, readValue, root, stepsFrom } from "./trie-walk";

/**
 * A compressed (radix) trie that completes a prefix. The best entries below each node are known beforehand, so an
 * answer costs a walk as long as the prefix, whatever the number of entries. `buildTrie` makes it, `trie-layout.ts` says
 * how it lies in memory; opening a snapshot neither copies nor rebuilds.
 *
 * It may be asked anything: a walk takes at most `stepsMax` comparisons, an answer at most `top` entries of at most 255
 * bytes of UTF-8.
 */
export interface Trie {
  /** Entries. */
  readonly size: number;
  /**
   * The best entries with a key that begins so, or in one of several ways, best first. `prefix` is folded as the keys are;
   * empty, it finds none. With `isHead`, keys have a head: a character of which it says yes, and go on as typed.
   */
  complete(prefix: string | readonly string[], limit: number, isHead?: IsHead): string[];
  /**
   * The best entries with a key that begins so but for one typo at most: a letter more, less, another, or two swapped.
   * A typo is forgiven after the third letter of the word that is being typed: before, it is another word's beginning, and
   * only what stands before it may have one.
   */
  forgive(prefix: string, limit: number, isHead?: IsHead): string[];
  /** The best entries of all, best first. */
  best(limit: number): string[];
  /** Those of `complete`, then those of `forgive`. */
  find(prefix: string, limit: number): string[];
}

/**
 * About a millisecond's worth (11 ns a step). A word as typed takes some hundred; a typo in a Japanese one, whose trie has
 * thousands of children at its root, 20,000 to 60,000 among 200,000 queries.
 */
const stepsMax = 80_000;
const exactMax = 3;

type IsHead = (head: string) => boolean;

export function openTrie(snapshot: Uint8Array): Trie {
  const trie = openArrays(snapshot);
  const symbols = new Map(Array.from(trie.alphabet, (code, symbol): [number, number] => [code, symbol]));
  /** A character that no key holds is -1; one that comes after the longest key's end changes nothing. */
  const encode = (prefix: string): number[] =>
    Array.from(prefix.slice(0, keyLengthMax + 2).split(""), (unit) => symbols.get(unit.charCodeAt(0)) ?? -1);

  const headAt = (symbol: number) => String.fromCharCode(trie.alphabet[symbol] ?? 0);
  const placesOf = (isHead?: IsHead): Place[] =>
    isHead ? [...stepsFrom(trie, root)].flatMap(({ code, place }) => (isHead(headAt(code)) ? [place] : [])) : [root];
  const exact = (ways: number[][], isHead?: IsHead): number[] => {
    const budget = { left: stepsMax };
    const begun = ways.filter((codes) => codes.length > 0);
    return bestBelow(
      trie,
      placesOf(isHead).flatMap((place) => begun.flatMap((codes) => follow(trie, place, codes, 0, budget) ?? [])),
    );
  };
  const forgiven = (prefix: string, codes: number[], isHead?: IsHead): number[] => {
    const space = prefix.lastIndexOf(" ");
    const within = prefix.length - (space + 1) > exactMax ? codes.length : space;
    if (within <= exactMax) return [];
    const budget = { left: stepsMax };
    return bestBelow(trie, followForgiving(trie, placesOf(isHead), codes, within, budget));
  };
  const read = (numbers: readonly number[], limit: number): string[] =>
    numbers.slice(0, Math.max(0, limit)).map((number) => readValue(trie, number));

  return {
    size: trie.valueAt.length,
    complete: (prefix, limit, isHead) => read(exact([prefix].flat().map(encode), isHead), limit),
    forgive: (prefix, limit, isHead) => read(forgiven(prefix, encode(prefix), isHead), limit),
    best: (limit) =>
      Array.from({ length: Math.min(limit, trie.valueAt.length) }, (_, number) => readValue(trie, number)),
    find(prefix, limit) {
      const codes = encode(prefix);
      const found = exact([codes]);
      return read(found.length < limit ? [...new Set([...found, ...forgiven(prefix, codes)])] : found, limit);
    },
  };
}
