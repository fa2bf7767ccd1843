import { hasBit, rank, select } from "./bit-vector";
import { elsewhere, noEntry, type TrieArrays } from "./trie-layout";

/** Where a walk stands: in a node whose label begins at `label`, with `used` characters of it behind. */
export interface Place {
  node: number;
  label: number;
  used: number;
}

export const root: Place = { node: 0, label: 0, used: 0 };

/** Comparisons a walk may still make; at none it finds nothing more. */
export interface Budget {
  left: number;
}

/** The place after the characters from `from` on, or null where no key goes on so. */
export function follow(
  trie: TrieArrays,
  place: Place,
  codes: readonly number[],
  from: number,
  budget: Budget,
): Place | null {
  const { lengths, labels, labelsFrom, firstChild } = trie;
  let { node, label, used } = place;
  for (let at = from; at < codes.length; at++) {
    const code = codes[at] ?? -1;
    if (--budget.left < 0) return null;
    if (used < (lengths[node] ?? 0)) {
      if (labels[label + used] !== code) return null;
      used += 1;
      continue;
    }
    if (!hasBit(trie.internal, node)) return null;
    const parent = rank(trie.internal, node);
    const end = firstChild[parent + 1] ?? 0;
    label = labelsFrom[parent] ?? 0;
    node = firstChild[parent] ?? 0;
    // An empty label is a key's end; the others ascend by their first character.
    while (node < end && (lengths[node] === 0 || (labels[label] ?? 0) < code)) {
      label += lengths[node] ?? 0;
      node += 1;
      budget.left -= 1;
    }
    if (node === end || labels[label] !== code) return null;
    used = 1;
  }
  return { node, label, used };
}

/**
 * The places after the characters, from one on, with one typo or none: at each of them it may be one too many, swapped with the next,
 * one missing before it, or another. Each is a walk of its own that mostly ends after a character or two.
 */
export function followForgiving(trie: TrieArrays, from: Place, codes: readonly number[], budget: Budget): Place[] {
  const places: Place[] = [];
  const add = (place: Place | null) => place && places.push(place);
  const last = codes.length - 1;
  let place: Place | null = from;
  for (let at = 0; place && at <= last; at++) {
    add(follow(trie, place, codes, at + 1, budget));
    // Whatever else may be wrong with the last character lies below this place.
    if (at === last) break;
    const [code = 0, next = 0] = [codes[at], codes[at + 1]];
    const swapped = code === next ? null : follow(trie, place, [next, code], 0, budget);
    if (swapped) add(follow(trie, swapped, codes, at + 2, budget));
    for (const step of stepsFrom(trie, place)) {
      add(follow(trie, step.place, codes, at, budget));
      if (step.code !== code) add(follow(trie, step.place, codes, at + 1, budget));
    }
    place = follow(trie, place, [code], 0, budget);
  }
  return places;
}

/** Every place one character on. */
function* stepsFrom(trie: TrieArrays, { node, label, used }: Place): Generator<{ code: number; place: Place }> {
  const { lengths, labels } = trie;
  if (used < (lengths[node] ?? 0)) {
    yield { code: labels[label + used] ?? -1, place: { node, label, used: used + 1 } };
    return;
  }
  for (const child of childrenOf(trie, node)) {
    if (lengths[child.node] !== 0) yield { code: labels[child.label] ?? -1, place: { ...child, used: 1 } };
  }
}

function* childrenOf(trie: TrieArrays, node: number): Generator<{ node: number; label: number }> {
  if (!hasBit(trie.internal, node)) return;
  const parent = rank(trie.internal, node);
  let label = trie.labelsFrom[parent] ?? 0;
  for (let child = trie.firstChild[parent] ?? 0; child < (trie.firstChild[parent + 1] ?? 0); child++) {
    yield { node: child, label };
    label += trie.lengths[child] ?? 0;
  }
}

/** The best entries below these places, at most `top`, best first. */
export function bestBelow(trie: TrieArrays, places: readonly Place[]): number[] {
  const numbers = new Set<number>();
  for (const { node } of places) collect(trie, node, numbers);
  return [...numbers].sort((a, b) => a - b).slice(0, trie.top);
}

function collect(trie: TrieArrays, node: number, numbers: Set<number>): void {
  const parent = rank(trie.internal, node);
  if (!hasBit(trie.internal, node)) {
    numbers.add(trie.entries[node - parent] ?? noEntry);
  } else if (hasBit(trie.listed, parent)) {
    const from = rank(trie.listed, parent) * trie.top;
    for (const number of trie.lists.subarray(from, from + trie.top)) if (number !== noEntry) numbers.add(number);
  } else {
    // At most `top` leaves.
    for (const child of childrenOf(trie, node)) collect(trie, child.node, numbers);
  }
}

const decoder = new TextDecoder();

/** What an entry answers: written out, or spelled by the labels from its node up. */
export function readValue(trie: TrieArrays, number: number): string {
  const place = trie.valueAt[number] ?? 0;
  if (place < elsewhere) return spell(trie, place);
  const from = place - elsewhere;
  return decoder.decode(trie.values.subarray(from + 1, from + 1 + (trie.values[from] ?? 0)));
}

function spell(trie: TrieArrays, leaf: number): string {
  let text = "";
  for (let node = leaf; node > 0; ) {
    const parent = parentOf(trie, node);
    let label = trie.labelsFrom[parent] ?? 0;
    for (let sibling = trie.firstChild[parent] ?? 0; sibling < node; sibling++) label += trie.lengths[sibling] ?? 0;
    const symbols = trie.labels.subarray(label, label + (trie.lengths[node] ?? 0));
    text = String.fromCharCode(...Array.from(symbols, (symbol) => trie.alphabet[symbol] ?? 0)) + text;
    node = select(trie.internal, parent);
  }
  return text;
}

/** The internal node, by its own number, whose children this node is among. */
function parentOf({ firstChild }: TrieArrays, node: number): number {
  let low = 0;
  let high = firstChild.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((firstChild[middle] ?? 0) <= node) low = middle;
    else high = middle - 1;
  }
  return low;
}
