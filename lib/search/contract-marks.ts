import { expect, it } from "vitest";
import type { Language } from "@/lib/i18n/markets";
import type { SearchEngine } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** Titles say where they answer. A part of the contract. */
export function holdMarks(engine: () => SearchEngine): void {
  it.each<[Language, string, string[]]>([
    ["en", "wireless headphone", ["wireless headphones"]],
    ["en", "haedphones", ["headphones"]],
    ["de", "kopfhoerer", ["Kopfhörer"]],
    ["de", "messer", ["Kochmesser"]],
    ["ja", "へっどほん", ["ヘッドホン"]],
  ])("%s: marks in the titles what “%s” means", async (language, text, words) => {
    const { hits } = await engine().search(requestFor(language, text));
    const marked = hits.flatMap(({ title, titleMatches }) => titleMatches.map(([from, to]) => title.slice(from, to)));
    for (const word of words) expect(marked.map((found) => found.toLowerCase())).toContain(word.toLowerCase());
    for (const { titleMatches } of hits)
      expect(titleMatches.flat()).toEqual(titleMatches.flat().toSorted((a, b) => a - b));
  });

  it("marks nothing in a list without words", async () => {
    for (const { titleMatches } of (await engine().search(requestFor("en", ""))).hits) expect(titleMatches).toEqual([]);
  });
}
