import { currencyCodes } from "../../lib/i18n/markets";
import { buildTrie, type TrieEntry } from "../../lib/search/build-trie";
import { headOf, isHeadFor, soldFor } from "../../lib/search/sold-for";
import { openTrie, type Trie } from "../../lib/search/trie";
import { type Percentiles, percentiles } from "./open-load";
import { typePrefixes } from "./type-prefixes";

const asked = 50_000;
const limit = 5;

/** What every market can buy, asked for by one of them. */
const head = headOf(soldFor(currencyCodes));
const isHead = isHeadFor("USD");

/** Times building, opening and asking, beside what a shop without a trie would do: sort the strings, and scan a range. */
export function measureInProcess(entries: readonly TrieEntry[]): {
  snapshot: Uint8Array<ArrayBuffer>;
  lines: string[];
} {
  const values = entries.map(({ value }) => value);
  const prefixes = typePrefixes(values, asked, 21);
  const [sorted, sortMs] = timed(() => values.toSorted());
  const [snapshot, buildMs] = timed(() => buildTrie(entries.map(withHead)));
  const [trie, openMs] = timed(() => openTrie(snapshot));
  const weights = new Map(entries.map(({ value, weight }) => [value, weight]));

  const characters = values.reduce((sum, { length }) => sum + length, 0);
  const each = (ask: (prefix: string) => unknown, list: readonly string[]) => {
    for (const prefix of list.slice(0, list.length / 25)) ask(prefix);
    return percentiles(list.map((prefix) => timed(() => ask(prefix))[1]));
  };
  return {
    snapshot,
    lines: [
      `${entries.length} queries of ${(characters / entries.length).toFixed(1)} characters`,
      `build      ${(buildMs / 1000).toFixed(2)} s   (control: sorting the strings alone ${(sortMs / 1000).toFixed(2)} s)`,
      `snapshot   ${(snapshot.byteLength / entries.length).toFixed(1)} bytes an entry, values included; opened in ${openMs.toFixed(2)} ms`,
      row(
        "complete",
        each((prefix) => trie.complete(prefix, limit, isHead), prefixes),
      ),
      row(
        "or forgive",
        each((prefix) => answer(trie, prefix), prefixes),
      ),
      row(
        "control",
        each((prefix) => scan(sorted, weights, prefix), prefixes.slice(0, 500)),
      ),
    ],
  };
}

function withHead({ value, weight, keys }: TrieEntry): TrieEntry {
  return { value: head + value, weight, keys: keys.map((key) => head + key) };
}

/** As the shop asks it: what begins so, else what does but for a typo. */
function answer(trie: Trie, prefix: string): string[] {
  const found = trie.complete(prefix, limit, isHead);
  return found.length > 0 ? found : trie.forgive(prefix, limit, isHead);
}

/** The best of the strings that begin so, looked through one by one. */
function scan(sorted: readonly string[], weights: ReadonlyMap<string, number>, prefix: string): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let at = low; sorted[at]?.startsWith(prefix); at++) found.push(sorted[at] ?? "");
  return found.sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).slice(0, limit);
}

function timed<T>(work: () => T): [T, number] {
  const began = performance.now();
  const result = work();
  return [result, performance.now() - began];
}

const row = (name: string, { p50, p99, p999, max }: Percentiles) =>
  `${name.padEnd(10)} p50 ${p50.toFixed(3)}   p99 ${p99.toFixed(3)}   p99.9 ${p999.toFixed(3)}   max ${max.toFixed(1)} ms`;
