import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { clothing } from "@/dev/demo-catalog/departments/clothing";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import type { CategoryNode } from "@/lib/catalog/category";
import { readCategoryTree } from "@/lib/catalog/read-categories";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { isShareable, listPopular, logQuery, popularFrom } from "@/lib/search/log-query";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { suggest } from "@/lib/search/suggest";
import { suggestionsSchema } from "@/lib/search/suggestions";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const trees = new Map<string, CategoryNode[]>();

beforeAll(async () => {
  await writeDemo(database.db, buildCatalog(now, [audio, clothing]), { now, password: "none", version: "test" });
  await refreshVocabulary(database.db);
  for (const language of ["en", "de", "ja"] as const)
    trees.set(language, await readCategoryTree(database.db, language));
}, 120_000);

const complete = (locale: Locale, text: string) =>
  suggest(database.db, trees.get(requireMarket(locale).language) ?? [], locale, text);

describe("completion", () => {
  it("answers in exactly the agreed shape", async () => {
    const answer = await complete("en-US", "head");
    expect(suggestionsSchema.strict().parse(answer)).toEqual(answer);
    expect(answer.products[0]).toMatchObject({
      url: expect.stringMatching(/^\/en-US\/p\/.+/),
      image: expect.stringMatching(/^\/media\//),
      price: { amount: expect.any(Number), currency: "USD" },
    });
  });

  it.each([
    ["en-GB", "headp", "headphones", "Headphones", /headphones/],
    ["de-DE", "kopf", "kopfhörer", "Kopfhörer", /Kopfhörer/],
    ["ja-JP", "ヘッ", "ヘッドホン", "ヘッドホン", /ヘッ/],
    ["ja-US", "へっど", "ヘッドホン", "ヘッドホン", /ヘッド/],
  ] as const)("%s “%s” → query, department and products", async (locale, text, query, category, title) => {
    const answer = await complete(locale, text);
    expect(answer.queries.map((one) => one.text)).toContain(query);
    expect(answer.categories.map(({ name }) => name)).toContain(category);
    expect(answer.categories[0]?.url).toMatch(new RegExp(`^/${locale}/c/`));
    expect(answer.products[0]?.title).toMatch(title);
  });

  it("goes on from the words before, only to what stands after them somewhere", async () => {
    expect((await complete("en-US", "waterproof j")).queries).toEqual([{ text: "waterproof jacket" }]);
    expect((await complete("en-US", "wireless q")).queries).toEqual([]);
  });

  it("offers what was meant when nothing begins like it", async () => {
    const answer = await complete("en-US", "headphnoes");
    expect(answer.queries[0]).toEqual({ text: "headphones" });
    expect(answer.products.length).toBeGreaterThan(0);
  });

  it.each(["", "%", "_", "'; --", "((", "\\", ":*", "🫖", "a b c d e f g h i j k l m n o p"])(
    "survives “%s”",
    async (text) => {
      await expect(complete("en-US", text)).resolves.toHaveProperty("products");
    },
  );
});

describe("what shoppers search for", () => {
  it("is shown once several did, and completes", async () => {
    for (let times = 1; times <= popularFrom; times++) {
      expect(await listPopular(database.db, "en", 5)).toEqual([]);
      await logQuery(database.db, "en", "  Headphones for the TRAIN ", now);
    }
    expect(await listPopular(database.db, "en", 5)).toEqual(["headphones for the train"]);
    expect((await complete("en-US", "headphones f")).queries[0]).toEqual({ text: "headphones for the train" });
    expect(await listPopular(database.db, "de", 5)).toEqual([]);
  });

  it.each([
    "ada@example.com",
    "4242 4242 4242 4242",
    "+49 171 2345678",
    "https://example.com",
    "x",
    "one two three four five six seven",
    "y".repeat(61),
  ])("never keeps “%s”", (query) => {
    expect(isShareable(query)).toBe(false);
  });

  it.each(["tv", "傘", "iphone 15", "size 42 boots"])("may keep “%s”", (query) => {
    expect(isShareable(query)).toBe(true);
  });
});

it("the vocabulary follows the catalog", async () => {
  const known = () => database.db.searchWord.count({ where: { language: "en", word: "headphones" } });
  expect(await known()).toBe(1);
  await database.db.$executeRaw`update catalog_text set title = 'Renamed' where language = 'en'`;
  await database.db.$executeRaw`update category_translation set name = 'Renamed' where language = 'en'`;
  await refreshVocabulary(database.db);
  expect(await known()).toBe(0);
  expect(await database.db.searchWord.count({ where: { language: "de", word: "kopfhörer" } })).toBe(1);
});
