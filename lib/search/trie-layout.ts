import type { BitVector } from "./bit-vector";

/**
 * How a trie lies in memory and in its snapshot: flat arrays that are views on one buffer, so that loading is reading.
 *
 * Nodes are numbered level by level, which puts the children of a node side by side. A node is *internal* or a *leaf*;
 * internal ones have a number of their own (the rank of their bit), and so have leaves. An entry that ends where others
 * go on is a leaf with an empty label. Entries are numbered by how good they are, 0 the best, so comparing two numbers
 * is comparing their weights and no weight is kept.
 */
export interface TrieArrays {
  /** Entries in the list that stands at a node. */
  top: number;
  /** Code units that labels are made of, ascending: a label holds their places here. */
  alphabet: Uint16Array;
  /** Every label, in the order of nodes: a byte a character where the alphabet allows. */
  labels: Uint8Array | Uint16Array;
  /** By node: the length of its label, at most 64. */
  lengths: Uint8Array;
  /** By node: whether it is internal. */
  internal: BitVector;
  /** By internal node: its first child; the next one's is where its children end. */
  firstChild: Uint32Array;
  /** By internal node: where its first child's label begins. */
  labelsFrom: Uint32Array;
  /** By internal node: whether more than `top` leaves lie below it. What lies below the others is a list by itself. */
  listed: BitVector;
  /** By listed node: its `top` best entries, best first, filled up with `noEntry`. */
  lists: Uint32Array;
  /** By leaf: its entry. */
  entries: Uint32Array;
  /** By entry: the node whose path spells its value, or, with `elsewhere` set, where in `values` it stands. */
  valueAt: Uint32Array;
  /** Values that no path spells, in UTF-8, each after a byte with its length. */
  values: Uint8Array;
}

export const noEntry = 0xffffffff;
export const elsewhere = 0x80000000;

const magic = 0x45495254;
const version = 2;
const sectionsCount = 13;
const headerWords = 4 + sectionsCount;

/** One buffer that `openArrays` takes as it is. In the byte order of all machines Node runs on: little-endian. */
export function packArrays(arrays: TrieArrays): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(arrays);
  const size = sections.reduce((sum, { byteLength }) => sum + aligned(byteLength), headerWords * 4);
  const bytes = new Uint8Array(size);
  const lengths = sections.map(({ length }) => length);
  new Uint32Array(bytes.buffer, 0, headerWords).set([
    magic,
    version,
    arrays.top,
    arrays.labels.BYTES_PER_ELEMENT,
    ...lengths,
  ]);
  let at = headerWords * 4;
  for (const { buffer, byteOffset, byteLength } of sections) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

function sectionsOf(a: TrieArrays): (Uint8Array | Uint16Array | Uint32Array)[] {
  const tree = [a.internal.words, a.internal.before, a.firstChild, a.labelsFrom];
  const lists = [a.listed.words, a.listed.before, a.lists];
  return [a.alphabet, a.labels, a.lengths, ...tree, ...lists, a.entries, a.valueAt, a.values];
}

/** The arrays of a snapshot, as views on it. Throws when it is cut short, or no trie of this version. */
export function openArrays(snapshot: Uint8Array): TrieArrays {
  // Four-byte numbers are viewed from a multiple of four; a pooled buffer may begin elsewhere.
  const bytes = snapshot.byteOffset % 4 === 0 ? snapshot : Uint8Array.from(snapshot);
  if (bytes.byteLength < headerWords * 4) throw new Error("This trie was cut short.");
  const [mark, made, top = 0, labelWidth, ...lengths] = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  if (mark !== magic || made !== version) throw new Error("This is no trie of this version.");

  let at = headerWords * 4;
  const next = <View>(View: new (buffer: ArrayBufferLike, at: number, length: number) => View, width: number): View => {
    const length = lengths.shift() ?? 0;
    const start = bytes.byteOffset + at;
    at += aligned(length * width);
    if (at > bytes.byteLength) throw new Error("This trie was cut short.");
    return new View(bytes.buffer, start, length);
  };
  const bits = (): BitVector => ({ words: next(Uint32Array, 4), before: next(Uint32Array, 4) });
  // In the order they were packed.
  return {
    top,
    alphabet: next(Uint16Array, 2),
    labels: labelWidth === 2 ? next(Uint16Array, 2) : next(Uint8Array, 1),
    lengths: next(Uint8Array, 1),
    internal: bits(),
    firstChild: next(Uint32Array, 4),
    labelsFrom: next(Uint32Array, 4),
    listed: bits(),
    lists: next(Uint32Array, 4),
    entries: next(Uint32Array, 4),
    valueAt: next(Uint32Array, 4),
    values: next(Uint8Array, 1),
  };
}

const aligned = (bytes: number): number => (bytes + 3) & ~3;
