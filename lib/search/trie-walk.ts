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
    const first = node;
    // An empty label is a key's end; the others ascend by their first character.
    while (node < end && (lengths[node] === 0 || (labels[label] ?? 0) < code)) {
      label += lengths[node] ?? 0;
      node += 1;
    }
    budget.left -= node - first;
    if (node === end || labels[label] !== code) return null;
    used = 1;
  }
  return { node, label, used };
}

/**
 * The places after the characters, from each of these on, with one typo or none: at each character it may be one too many,
 * swapped with the next, one missing before it, or another. Each is a walk of its own that mostly ends after a character or
 * two. The last character goes first: a Japanese trie begins with thousands of children, each of which may be what was
 * meant by the first, and a budget that runs out there has found every later typo. Behind `within` none is looked for.
 */
export function followForgiving(
  trie: TrieArrays,
  from: readonly Place[],
  codes: readonly number[],
  within: number,
  budget: Budget,
): Place[] {
  const walks = from.map((place) => placesBefore(trie, place, codes, budget));
  const ends: (Place | null)[] = [];
  for (let at = Math.min(codes.length - 1, within); at >= 0; at--) {
    for (const before of walks) {
      const place = before[at];
      if (place) ends.push(...followTypo(trie, place, codes, at, budget));
    }
  }
  return ends.filter((place) => place !== null);
}

/** The place before each character, as far as keys go on as typed. */
function placesBefore(trie: TrieArrays, from: Place, codes: readonly number[], budget: Budget): Place[] {
  const places: Place[] = [];
  let place: Place | null = from;
  for (let at = 0; place && at < codes.length; at++) {
    places.push(place);
    place = follow(trie, place, codes.slice(at, at + 1), 0, budget);
  }
  return places;
}

/** The ends of the walks that take the character at this place for a typo. */
function followTypo(
  trie: TrieArrays,
  place: Place,
  codes: readonly number[],
  at: number,
  budget: Budget,
): (Place | null)[] {
  const without = follow(trie, place, codes, at + 1, budget);
  // Whatever else may be wrong with the last character lies below this place.
  if (at === codes.length - 1) return [without];
  const [code = 0, next = 0] = [codes[at], codes[at + 1]];
  const swapped = code === next ? null : follow(trie, place, [next, code], 0, budget);
  const ends = [without, swapped && follow(trie, swapped, codes, at + 2, budget)];
  for (const step of stepsFrom(trie, place)) {
    ends.push(follow(trie, step.place, codes, at, budget));
    if (step.code !== code) ends.push(follow(trie, step.place, codes, at + 1, budget));
  }
  return ends;
}

/** Every place one character on. */
export function* stepsFrom(trie: TrieArrays, { node, label, used }: Place): Generator<{ code: number; place: Place }> {
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
