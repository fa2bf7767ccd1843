/**
 * Bits that can be counted: how many are set before a place (rank), and where the n-th one stands (select). With them a
 * tree can be kept without pointers. `words` hold the bits, lowest first; `before` the ones in the words before each.
 */
export interface BitVector {
  words: Uint32Array;
  before: Uint32Array;
}

export function packBits(length: number, isSet: (index: number) => boolean): BitVector {
  const words = new Uint32Array((length >>> 5) + 1);
  for (let index = 0; index < length; index++) {
    if (isSet(index)) words[index >>> 5] = (words[index >>> 5] ?? 0) | (1 << (index & 31));
  }
  const before = new Uint32Array(words.length);
  for (let at = 1; at < words.length; at++) before[at] = (before[at - 1] ?? 0) + countOnes(words[at - 1] ?? 0);
  return { words, before };
}

export const hasBit = ({ words }: BitVector, index: number): boolean =>
  (((words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;

/** Ones among the bits before `index`. */
export function rank({ words, before }: BitVector, index: number): number {
  const at = index >>> 5;
  return (before[at] ?? 0) + countOnes((words[at] ?? 0) & ((1 << (index & 31)) - 1));
}

/** The index of the n-th one, from 0. There has to be one. */
export function select({ words, before }: BitVector, n: number): number {
  let low = 0;
  let high = before.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((before[middle] ?? 0) <= n) low = middle;
    else high = middle - 1;
  }
  let word = words[low] ?? 0;
  for (let skip = n - (before[low] ?? 0); skip > 0; skip--) word &= word - 1;
  return low * 32 + (31 - Math.clz32(word & -word));
}

function countOnes(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
