import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTrie, type TrieEntry } from "./build-trie";
import { editDistance } from "./edit-distance";
import { foldKeys, foldPrefix } from "./fold-prefix";
import { openTrie } from "./trie";

const open = (entries: readonly TrieEntry[], top?: number) => openTrie(buildTrie(entries, top));
const entry = (value: string, weight: number, keys: string[] = [value]): TrieEntry => ({ value, weight, keys });

/** The same sequence each time: a failure can be looked at again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Words of few syllables in few combinations, so that beginnings are shared as in a shop. */
function makeEntries(count: number, syllables: readonly string[], seed: number): TrieEntry[] {
  const pick = chance(seed);
  const word = () => Array.from({ length: 1 + pick(3) }, () => syllables[pick(syllables.length)]).join("");
  const values = new Set<string>();
  while (values.size < count) values.add(Array.from({ length: 1 + pick(3) }, word).join(" "));
  return [...values].map((value) => {
    const later = value.split(" ").slice(1).join(" ");
    const named = pick(4) === 0;
    return entry(named ? `No. ${value}` : value, pick(500), later && pick(3) === 0 ? [value, later] : [value]);
  });
}

const latin = ["ba", "ka", "lo", "mi", "ter", "jack", "et", "s", "wool", "en", "tea", "pot", "x"];
const kana = ["ヘッ", "ド", "ホン", "防水", "ジャ", "ケット", "ー", "靴"];

const better = (a: TrieEntry, b: TrieEntry) => b.weight - a.weight || (a.value < b.value ? -1 : 1);

describe("completion by the trie", () => {
  it.each([
    ["latin", latin, 1],
    ["kana", kana, 2],
  ] as const)("answers 10,000 prefixes as a scan of all entries does (%s)", (_name, syllables, seed) => {
    const entries = makeEntries(4_000, syllables, seed).toSorted(better);
    const trie = open(entries);
    const pick = chance(seed + 100);
    const scan = new Map<string, string[]>();
    for (const { value, keys } of entries) {
      const beginnings = new Set(keys.flatMap((key) => Array.from(key, (_, at) => key.slice(0, at + 1))));
      for (const beginning of beginnings) scan.set(beginning, [...(scan.get(beginning) ?? []), value].slice(0, 10));
    }
    const prefixes = Array.from({ length: 10_000 }, () => {
      const key = entries[pick(entries.length)]?.keys[0] ?? "";
      const cut = key.slice(0, 1 + pick(key.length));
      return pick(5) === 0 ? `${cut}${syllables[pick(syllables.length)]}` : cut;
    });
    const answers = prefixes.map((prefix) => [prefix, ...trie.complete(prefix, 10)]);
    expect(answers).toEqual(prefixes.map((prefix) => [prefix, ...(scan.get(prefix) ?? [])]));
  });

  const among = (heads: string) => (head: string) => heads.includes(head);

  it("answers below several heads at once, the best of all of them first, and forgives no typo in a head", () => {
    const trie = open([
      entry("\u0001teapot", 3),
      entry("\u0002teaspoon", 2),
      entry("\u0003teacup", 1),
      entry("\u0002tent", 4),
    ]);
    expect(trie.complete("tea", 10, among("\u0001\u0003"))).toEqual(["\u0001teapot", "\u0003teacup"]);
    expect(trie.complete("te", 10, among("\u0002\u0003\u0004"))).toEqual([
      "\u0002tent",
      "\u0002teaspoon",
      "\u0003teacup",
    ]);
    expect(trie.forgive("taepot", 10, among("\u0001"))).toEqual(["\u0001teapot"]);
    expect(trie.forgive("teapot", 10, among("\u0002\u0003"))).toEqual([]);
  });

  it("knows the best of all", () => {
    const trie = open([entry("mug", 1), entry("teapot", 3, ["teapot", "pot"]), entry("kettle", 2)]);
    expect(trie.best(2)).toEqual(["teapot", "kettle"]);
    expect(trie.best(9)).toEqual(["teapot", "kettle", "mug"]);
  });

  it("forgives what a scan by edit distance forgives", () => {
    const entries = makeEntries(400, latin, 3).toSorted(better);
    const trie = open(entries);
    const pick = chance(4);
    const letters = "abekstx ";
    for (let round = 0; round < 400; round++) {
      const key = entries[pick(entries.length)]?.keys[0] ?? "";
      const typed = key.slice(0, 4 + pick(6)).split("");
      const at = pick(typed.length);
      const letter = letters.charAt(pick(letters.length));
      typed.splice(at, pick(2), ...([[], [letter], [letter]][pick(3)]?.slice(0) ?? []));
      const prefix = typed.join("");
      if (/(^| ).{0,3}$/.test(prefix)) continue;
      const near = (key: string) =>
        [-1, 0, 1].some((more) => editDistance(prefix, key.slice(0, prefix.length + more)) <= 1);
      const expected = entries.filter(({ keys }) => keys.some(near)).map(({ value }) => value);
      expect(trie.forgive(prefix, 10), prefix).toEqual(expected.slice(0, 10));
    }
  });

  it("forgives a Japanese typo at any place among 200,000 queries, whose root has thousands of children", () => {
    const pick = chance(6);
    const from = (first: number, count: number, length: number) =>
      Array.from({ length }, () => String.fromCharCode(first + pick(count))).join("");
    const words = Array.from({ length: 20_000 }, () =>
      pick(2) === 0 ? from(0x30a1, 80, 3 + pick(4)) : from(0x4e00, 2_000, 2 + pick(3)),
    );
    const query = () => Array.from({ length: 2 + pick(2) }, () => words[pick(words.length)]).join("");
    const values = [...new Set(Array.from({ length: 200_000 }, query))];
    const trie = open(values.map((value, n) => entry(value, -n)));
    const long = values.filter(({ length }) => length > 8);
    const wrong: [string, (typed: string[], at: number) => unknown][] = [
      ["another", (typed, at) => typed.splice(at, 1, from(0x4e00, 2_000, 1))],
      ["one more", (typed, at) => typed.splice(at, 0, from(0x30a1, 80, 1))],
      ["one less", (typed, at) => typed.splice(at, 1)],
      ["two swapped", (typed, at) => typed.splice(at, 2, typed[at + 1] ?? "", typed[at] ?? "")],
    ];
    for (const [name, spoil] of wrong) {
      for (let at = 0; at < 6; at++) {
        const missed = Array.from({ length: 50 }, () => {
          const prefix = long[pick(long.length)]?.slice(0, 9) ?? "";
          const typed = prefix.split("");
          spoil(typed, at);
          const [meant = ""] = trie.complete(prefix, 1);
          return trie.forgive(typed.join(""), 10).includes(meant) ? "" : `${typed.join("")} for ${prefix}`;
        }).filter(Boolean);
        expect(missed, `${name} at ${at}`).toEqual([]);
      }
    }
  }, 60_000);

  it("puts what begins so before what nearly does", () => {
    const trie = open([entry("shirt", 1), entry("short", 9), entry("skirt", 5), entry("shirring", 0)]);
    expect(trie.find("shir", 10)).toEqual(["shirt", "shirring", "short", "skirt"]);
    expect(trie.find("shir", 1)).toEqual(["shirt"]);
    expect(trie.complete("shir", 10)).toEqual(["shirt", "shirring"]);
  });

  it.each([
    ["teapt", "a letter less"],
    ["teaapot", "a letter more"],
    ["taepot", "two swapped"],
    ["teepot", "another"],
    ["xteap", "one too many in front"],
    ["eapot", "the first one missing"],
  ])("“%s” finds the teapot: %s", (typed) => {
    expect(open([entry("teapot", 1), entry("kettle", 9)]).find(typed, 5)).toEqual(["teapot"]);
  });

  it.each(["t", "te", "tep", "teppt", "tapas te", ""])("“%s” is too short or too far to find it", (typed) => {
    expect(open([entry("tapas", 1), entry("teapot", 1)], 5).forgive(typed, 5)).toEqual([]);
  });

  it.each(["tedxy b", "tedy b", "teddy b", "tedddy bea", "tedxy bear"])(
    "“%s” finds the teddy bear, letter by letter",
    (typed) => {
      expect(open([entry("teddy bear", 1), entry("tea box", 9)]).find(typed, 5)).toEqual(["teddy bear"]);
    },
  );

  it.each(["teddy c", "teddy ba", "tex b"])("“%s” is another word's beginning", (typed) => {
    expect(open([entry("teddy bear", 1), entry("tea box", 9)]).find(typed, 5)).toEqual([]);
  });

  it("keeps an entry once, however many of its keys begin so", () => {
    const many = Array.from({ length: 30 }, (_, n) => entry(`v${n}`, n, [`k${n}`, `k${n}a`, `kk`]));
    expect(open(many).complete("k", 10)).toEqual(Array.from({ length: 10 }, (_, n) => `v${29 - n}`));
    expect(open(many).complete("kk", 3)).toEqual(["v29", "v28", "v27"]);
  });

  it("holds one entry, or none", () => {
    expect(open([]).find("anything", 5)).toEqual([]);
    expect(open([entry("x", 1, [""])]).find("x", 5)).toEqual([]);
    expect(open([entry("one", 1)]).complete("o", 5)).toEqual(["one"]);
  });

  it("spells values of any script, and writes out those that are no key", () => {
    const values = ["傘", "𠮷野家", "no key 🫖", "防水ジャケット", "a".repeat(64)];
    const trie = open(values.map((value, n) => entry(value, -n, [foldPrefix(value)])));
    for (const value of values) expect(trie.complete(foldPrefix(value), 1)).toEqual([value]);
  });
});

describe("a snapshot", () => {
  const entries = makeEntries(2_000, latin, 5);
  const snapshot = buildTrie(entries);

  it("is the same from the same entries, in any order", () => {
    expect(buildTrie(entries.toReversed())).toEqual(snapshot);
  });

  it("opens wherever in memory it lies, and answers alike", () => {
    const moved = new Uint8Array(snapshot.length + 3);
    moved.set(snapshot, 3);
    const [here, there] = [openTrie(snapshot), openTrie(moved.subarray(3))];
    for (const prefix of ["t", "tea", "jacket", "teaopt", "wool en"])
      expect(there.find(prefix, 10)).toEqual(here.find(prefix, 10));
    expect(there.size).toBe(entries.length);
  });

  it("is refused when it is cut, empty or something else", () => {
    expect(() => openTrie(snapshot.subarray(0, snapshot.length - 8))).toThrow(/cut short/);
    expect(() => openTrie(new Uint8Array())).toThrow(/cut short/);
    expect(() => openTrie(new Uint8Array(400))).toThrow(/no trie/);
  });
});

describe("whatever is typed", () => {
  const shop = ["Küche", "Straße", "ヘッドホン", "T-Shirt", "Crème brûlée", "café"];
  const trie = open(shop.map((value, n) => entry(value, -n, foldKeys(value))));

  it.each([
    ["kuche", "Küche"],
    ["KÜCH", "Küche"],
    ["kuech", "Küche"],
    ["strass", "Straße"],
    ["へっど", "ヘッドホン"],
    ["ﾍｯﾄﾞﾎ", "ヘッドホン"],
    ["ｔ shi", "T-Shirt"],
    ["tshirt", "T-Shirt"],
    ["creme b", "Crème brûlée"],
    ["CAFE\u0301", "café"],
  ])("“%s” → %s", (typed, found) => {
    expect(trie.find(foldPrefix(typed), 1)).toEqual([found]);
  });

  it("has bounded work and no fault: novels, half surrogates, control characters, emoji", () => {
    const wide = open(Array.from({ length: 1_000 }, (_, n) => entry(String.fromCharCode(0x4e00 + n).repeat(6), n)));
    const hostile = fc.oneof(
      fc.array(
        fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
        { maxLength: 300 },
      ),
      fc.array(fc.constantFrom("\ud800", "\udfff", "\0", "🫖", "ﷺ", "\u202e", "a\u0301"), { maxLength: 200 }),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const typed = text.join("");
        for (const one of [trie, wide]) expect(one.find(foldPrefix(typed), 10).length).toBeLessThanOrEqual(10);
        for (const one of [trie, wide]) expect(one.find(typed, 10).length).toBeLessThanOrEqual(10);
      }),
      { seed: 7, numRuns: 50 },
    );
    const novel = "teapot ".repeat(1_500);
    expect(foldPrefix(novel).length).toBeLessThan(300);
    const began = performance.now();
    for (let round = 0; round < 20; round++) wide.find(`一丁七万${novel}`, 10);
    // About one millisecond; a machine that does much else may take its time.
    expect((performance.now() - began) / 20).toBeLessThan(100);
  });
});
