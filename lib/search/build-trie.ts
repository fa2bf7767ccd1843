import { packBits } from "./bit-vector";
import { elsewhere, noEntry, packArrays } from "./trie-layout";

export interface TrieEntry {
  /** What a match answers: words, or an id. See `fitsTrie`. */
  value: string;
  /** Any number, more is better; equal ones go by value. */
  weight: number;
  /** What it is found by, folded (`foldPrefix`). Longer ones count with their first 64 code units, empty ones not. */
  keys: readonly string[];
}

export const keyLengthMax = 64;
const valueBytesMax = 255;

/** Whether a value can be kept: 1 to 255 bytes of UTF-8. */
export const fitsTrie = (value: string): boolean => value !== "" && Buffer.byteLength(value) <= valueBytesMax;

/** The trie of these entries, as the snapshot that `openTrie` reads. `top` is the most that a prefix can answer. */
export function buildTrie(entries: readonly TrieEntry[], top = 10): Uint8Array<ArrayBuffer> {
  const ranked = entries.toSorted((a, b) => b.weight - a.weight || (a.value < b.value ? -1 : 1));
  const { keys, owners } = sortKeys(ranked);
  const tree = growTree(keys);
  const { starts, ends, leaves, internals } = tree;

  const listed = internals.map((node) => (ends[node] ?? 0) - (starts[node] ?? 0) > top);
  const lists = internals
    .filter((_, index) => listed[index])
    .flatMap((node) => listBest(owners, starts[node] ?? 0, ends[node] ?? 0, top));
  const isInternal = new Uint8Array(tree.lengths.length);
  for (const node of internals) isInternal[node] = 1;
  return packArrays({
    top,
    alphabet: tree.alphabet,
    labels: tree.labels,
    lengths: tree.lengths,
    internal: packBits(isInternal.length, (node) => isInternal[node] === 1),
    firstChild: tree.firstChild,
    labelsFrom: tree.labelsFrom,
    listed: packBits(listed.length, (index) => listed[index] === true),
    lists: Uint32Array.from(lists),
    entries: Uint32Array.from(leaves, (node) => owners[starts[node] ?? 0] ?? 0),
    ...placeValues(ranked, keys, owners, tree),
  });
}

/** Every key, ascending, with the number of the entry it finds; one that finds the same entry twice counts once. */
function sortKeys(ranked: readonly TrieEntry[]): { keys: string[]; owners: Uint32Array } {
  const all: string[] = [];
  const owner: number[] = [];
  ranked.forEach((entry, number) => {
    for (const key of new Set(entry.keys.map((one) => one.slice(0, keyLengthMax)))) {
      if (key === "") continue;
      all.push(key);
      owner.push(number);
    }
  });
  const order = Uint32Array.from(all.keys()).sort((a, b) => {
    const [left = "", right = ""] = [all[a], all[b]];
    return left < right ? -1 : left > right ? 1 : (owner[a] ?? 0) - (owner[b] ?? 0);
  });
  return {
    keys: Array.from(order, (at) => all[at] ?? ""),
    owners: Uint32Array.from(order, (at) => owner[at] ?? 0),
  };
}

interface Tree {
  alphabet: Uint16Array;
  labels: Uint8Array | Uint16Array;
  lengths: Uint8Array;
  firstChild: Uint32Array;
  labelsFrom: Uint32Array;
  /** Node numbers, ascending. */
  internals: number[];
  leaves: number[];
  /** By node: the keys below it, from and up to. */
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Level by level: a node is a run of the sorted keys with a common beginning, its children are the runs within. */
function growTree(keys: readonly string[]): Tree {
  const nodesMax = 2 * keys.length + 1;
  const starts = new Uint32Array(nodesMax);
  const ends = new Uint32Array(nodesMax);
  const depths = new Uint8Array(nodesMax);
  const lengths = new Uint8Array(nodesMax);
  const { alphabet, symbols, total } = readAlphabet(keys);
  const labels = alphabet.length > 256 ? new Uint16Array(total) : new Uint8Array(total);
  const firstChild: number[] = [];
  const labelsFrom: number[] = [];
  const internals: number[] = [];
  const leaves: number[] = [];
  let nodes = 1;
  let written = 0;
  ends[0] = keys.length;

  for (let node = 0; node < nodes; node++) {
    const [start, end, depth] = [starts[node] ?? 0, ends[node] ?? 0, depths[node] ?? 0];
    if (node > 0 && end - start === 1) {
      leaves.push(node);
      continue;
    }
    internals.push(node);
    firstChild.push(nodes);
    labelsFrom.push(written);
    for (let from = start; from < end; ) {
      const key = keys[from] ?? "";
      const to = endOfRun(keys, from, end, depth);
      const until = to - from === 1 ? key.length : commonLength(key, keys[to - 1] ?? "", depth);
      starts[nodes] = from;
      ends[nodes] = to;
      depths[nodes] = until;
      lengths[nodes] = until - depth;
      for (let at = depth; at < until; at++) labels[written++] = symbols[key.charCodeAt(at)] ?? 0;
      nodes += 1;
      from = to;
    }
  }
  return {
    alphabet,
    labels: labels.slice(0, written),
    lengths: lengths.slice(0, nodes),
    firstChild: Uint32Array.from([...firstChild, nodes]),
    labelsFrom: Uint32Array.from(labelsFrom),
    internals,
    leaves,
    starts,
    ends,
  };
}

function readAlphabet(keys: readonly string[]) {
  const symbols = new Uint16Array(65_536);
  let total = 0;
  for (const key of keys) {
    total += key.length;
    for (let at = 0; at < key.length; at++) symbols[key.charCodeAt(at)] = 1;
  }
  const alphabet = Uint16Array.from(symbols.keys().filter((code) => symbols[code] === 1));
  alphabet.forEach((code, symbol) => {
    symbols[code] = symbol;
  });
  return { alphabet, symbols, total };
}

/** Where the keys end that go on with the same character; a key that ends at this depth is a run by itself. */
function endOfRun(keys: readonly string[], from: number, end: number, depth: number): number {
  const code = keys[from]?.charCodeAt(depth);
  let to = from + 1;
  if (!Number.isNaN(code)) while (to < end && keys[to]?.charCodeAt(depth) === code) to++;
  return to;
}

function commonLength(a: string, b: string, from: number): number {
  let length = from;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** The lowest numbers of a run, each once. */
function listBest(owners: Uint32Array, start: number, end: number, top: number): number[] {
  const best: number[] = [];
  for (let at = start; at < end; at++) {
    const owner = owners[at] ?? 0;
    if (best.length === top && owner >= (best[top - 1] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1] ?? 0) > owner) place--;
    if (best[place - 1] === owner) continue;
    best.splice(place, 0, owner);
    if (best.length > top) best.pop();
  }
  return [...best, ...new Array<number>(top - best.length).fill(noEntry)];
}

/** A value that is one of its own keys is spelled by the tree already; the others are written out. */
function placeValues(ranked: readonly TrieEntry[], keys: readonly string[], owners: Uint32Array, tree: Tree) {
  const valueAt = new Uint32Array(ranked.length).fill(noEntry);
  for (const node of tree.leaves) {
    const at = tree.starts[node] ?? 0;
    const owner = owners[at] ?? 0;
    if (ranked[owner]?.value === keys[at]) valueAt[owner] = node;
  }
  const encoder = new TextEncoder();
  const written: Uint8Array[] = [];
  let length = 0;
  ranked.forEach(({ value }, number) => {
    if (valueAt[number] !== noEntry) return;
    const bytes = encoder.encode(value);
    if (!fitsTrie(value)) throw new Error(`A value has ${bytes.length} bytes.`);
    valueAt[number] = (elsewhere | length) >>> 0;
    written.push(Uint8Array.of(bytes.length), bytes);
    length += bytes.length + 1;
  });
  const values = new Uint8Array(length);
  let at = 0;
  for (const bytes of written) {
    values.set(bytes, at);
    at += bytes.length;
  }
  return { valueAt, values };
}
