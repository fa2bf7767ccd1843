import { expect, it } from "vitest";
import type { SearchEngine } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** What an engine does, and says, when nothing is just what was asked for. A part of the contract. */
export function holdRelaxation(engine: () => SearchEngine): void {
  it("leaves out a word nothing has, and says which", async () => {
    const result = await engine().search(requestFor("en", "Headphones unicornhorn"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["unicornhorn"] });
    expect(result.hits[0]?.title).toMatch(/headphones/);
  });

  it("keeps as many words as one product has together, the thing itself among them", async () => {
    const result = await engine().search(requestFor("en", "waterproof wireless teapot"));
    expect(result.relaxed).toBe(true);
    expect(result.droppedWords?.length).toBeGreaterThan(0);
    for (const word of result.droppedWords ?? []) expect(["waterproof", "wireless", "teapot"]).toContain(word);
    expect(result.total).toBeGreaterThan(0);
  });

  it("keeps the word by which products are called before one from a description", async () => {
    const result = await engine().search(requestFor("en", "coffee maker"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["maker"] });
    expect(result.hits.slice(0, 3).map(({ title }) => title)).toContain("Acorn coffee spoons");
  });

  it("keeps the thing itself before what it is for", async () => {
    const result = await engine().search(requestFor("en", "thermometer for a baby"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["baby"] });
    expect(result.hits[0]?.title).toMatch(/thermometer/);
    const japanese = await engine().search(requestFor("ja", "パズル 子供"));
    expect(japanese).toMatchObject({ relaxed: true, droppedWords: ["子供"] });
  });

  it("keeps the thing itself before its color, whichever stands first", async () => {
    const german = await engine().search(requestFor("de", "Bilderrahmen lila"));
    expect(german).toMatchObject({ relaxed: true, droppedWords: ["lila"] });
    expect(german.hits[0]?.title).toMatch(/Bilderrahmen/);
    const japanese = await engine().search(requestFor("ja", "紫 額縁"));
    expect(japanese).toMatchObject({ relaxed: true, droppedWords: ["紫"] });
  });

  it.each([
    ["spanner for pan", "pan", /spanner/],
    ["earrings for a ring", "ring", /earrings/],
    ["spanner for wireless headphones", "wireless headphones", /spanner/],
  ])("“%s” keeps the thing whose name has the word that it is for", async (text, word, title) => {
    const result = await engine().search(requestFor("en", text));
    expect(result).toMatchObject({ relaxed: true, droppedWords: word.split(" ") });
    expect(result.hits[0]?.title).toMatch(title);
  });

  it("keeps the thing itself before a measure, a number and its unit being no more than a word", async () => {
    const result = await engine().search(requestFor("ja", "万年筆 60 L"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["60", "l"] });
  });

  it("keeps a thing whose name has two words before two words that tell its kind", async () => {
    const result = await engine().search(requestFor("en", "leather handmade toilet paper"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["leather", "handmade"] });
    expect(result.hits[0]?.title).toMatch(/toilet paper/);
  });

  it("keeps the thing before its measure, though others have that whole", async () => {
    const result = await engine().search(requestFor("en", "teapot 40 mm"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["40", "mm"] });
    expect(result.hits[0]?.title).toMatch(/teapot/);
  });

  it.each([
    ["en", "kuro teapot 700 ml"],
    ["de", "Kuro Teekanne 70cl"],
  ] as const)("%s: “%s” finds what titles say in another unit", async (language, text) => {
    const { hits, relaxed } = await engine().search(requestFor(language, text));
    expect(hits[0]?.title).toMatch(/Kuro/);
    expect(relaxed).toBeUndefined();
  });

  it("mends what can be mended though another word is left out", async () => {
    const result = await engine().search(requestFor("en", "unicornhorn haedphones"));
    expect(result).toMatchObject({ correctedText: "unicornhorn headphones", droppedWords: ["unicornhorn"] });
    expect(result.hits[0]?.title).toMatch(/headphones/);
  });

  it.each([["fjell-vei backpack", "fjellvei backpack"]])(
    "reads “%s” as “%s”, which is a product’s name",
    async (text, correctedText) => {
      expect(await engine().search(requestFor("en", text))).toMatchObject({ correctedText });
    },
  );

  it("finds a model that is typed in one, and needs no mending for it", async () => {
    const { hits, correctedText } = await engine().search(requestFor("en", "slate14 laptop"));
    expect([hits.map(({ title }) => title), correctedText]).toEqual([["Slate 14 laptop"], undefined]);
  });

  it("mends no word to a name that nothing here answers", async () => {
    const result = await engine().search(requestFor("de", "Kinesiotabe Rucksack"));
    expect(result).toMatchObject({ relaxed: true, droppedWords: ["kinesiotabe"] });
    expect(result).not.toHaveProperty("correctedText");
  });

  it.each([
    ["en", "nail cream", "nail", /hand cream/],
    ["ja", "クリーム デイリー", "デイリー", /ハンドクリーム/],
  ] as const)("%s: “%s” keeps the thing that gives a color its name", async (language, text, word, title) => {
    const result = await engine().search(requestFor(language, text));
    expect(result).toMatchObject({ relaxed: true, droppedWords: [word] });
    expect(result.hits[0]?.title).toMatch(title);
  });

  it("says nothing of words left out when all are answered", async () => {
    const result = await engine().search(requestFor("en", "wireless headphones"));
    expect(result).not.toHaveProperty("relaxed");
    expect(result).not.toHaveProperty("droppedWords");
  });

  it.each(["haedphones", "headphones unicornhorn"])("searches “%s” as typed when asked to", async (text) => {
    const result = await engine().search(requestFor("en", text, { asTyped: true }));
    expect(result.total).toBe(0);
    expect(result).not.toHaveProperty("correctedText");
    expect(result).not.toHaveProperty("relaxed");
  });

  it("says which filter hides everything, and how much", async () => {
    const all = await engine().search(requestFor("en", "headphones"));
    const one = await engine().search(requestFor("en", "headphones", { filters: { facets: { color: ["no-such"] } } }));
    expect(one.hiddenBy).toEqual([{ filter: "color", count: all.total }]);

    const filters = { facets: { color: ["no-such"] }, priceMin: 90_000_000 };
    const two = await engine().search(requestFor("en", "headphones", { filters }));
    expect(two).toMatchObject({ total: 0, hiddenBy: [] });

    const dear = await engine().search(
      requestFor("en", "headphones", { filters: { facets: {}, priceMin: 90_000_000, inStock: true } }),
    );
    expect(dear.hiddenBy).toEqual([{ filter: "$price", count: all.inStockCount }]);
    expect(all).not.toHaveProperty("hiddenBy");
  });
}
