import { beforeEach, expect, it } from "vitest";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import type { Language } from "@/lib/i18n/markets";
import { postgresEngine } from "./engine-postgres";
import { indexProducts } from "./index-products";
import { refreshVocabulary } from "./refresh-vocabulary";
import { requestFor } from "./request-for";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

async function add(language: Language, title: string): Promise<string> {
  const { productId } = await writeProduct(database.db, now);
  await database.db.productTranslation.upsert({
    where: { productId_language: { productId, language } },
    create: { productId, language, title, slug: "slug", descriptionHtml: "" },
    update: { title },
  });
  await indexProducts(database.db, [productId]);
  return productId;
}

const search = async (language: Language, text: string) => {
  const { hits, correctedText } = await postgresEngine(database.db).search(
    requestFor(language, text, { currency: "USD" }),
  );
  return { found: hits.map(({ productId }) => productId), correctedText };
};

beforeEach(async () => {
  await refreshVocabulary(database.db);
});

it("finds a new Zeltjacke for who asks for a Jacke", async () => {
  const productId = await add("de", "Zeltjacke");
  expect((await search("de", "Jacke")).found).toEqual([productId]);
});

it("mends a misspelling to a word that only a new product has", async () => {
  const productId = await add("en", "Quarrystone lantern");
  expect(await search("en", "quarystone")).toEqual({ found: [productId], correctedText: "quarrystone" });
});

it("leaves to the night how often a word stands", async () => {
  const frequency = async () =>
    (await database.db.searchWord.findUnique({ where: { language_word: { language: "en", word: "astrolabe" } } }))
      ?.frequency;
  await add("en", "Astrolabe");
  expect(await frequency()).toBe(1);
  await add("en", "Astrolabe stand");
  expect(await frequency()).toBe(1);
  await refreshVocabulary(database.db);
  expect(await frequency()).toBe(2);
});

it("lets many learn the same words at once", async () => {
  const ids = await Promise.all(
    ["Alpha beta gamma", "Gamma beta delta", "Delta alpha"].map((title) => add("en", title)),
  );
  await Promise.all(ids.map((_, at) => database.db.$transaction((tx) => indexProducts(tx, ids.slice(at)))));
  expect(await database.db.searchWord.count({ where: { language: "en", word: "delta" } })).toBe(1);
});

const known = async (word: string) =>
  (await database.db.searchWord.findUnique({ where: { language_word: { language: "en", word } } }))?.frequency;

const retitle = (productId: string, title: string) =>
  database.db.productTranslation.updateMany({ where: { productId, language: "en" }, data: { title } });

/** Has a product indexed between the reading of all titles and the writing of what was counted. */
async function indexWhileCounting(productId: string): Promise<void> {
  const { counting } = await database.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`lock table search_word in exclusive mode`;
      const begun = refreshVocabulary(database.db);
      expect(await until(isAnyWaiting, { seconds: 20, everyMs: 20 })).toBe(true);
      await indexProducts(tx, [productId]);
      return { counting: begun };
    },
    { timeout: 25_000 },
  );
  await counting;
}

it("keeps what is learned while words are counted", async () => {
  const productId = await add("en", "Plain lamp");
  await retitle(productId, "Zephyrlamp");
  await indexWhileCounting(productId);
  expect(await known("zephyrlamp")).toBe(1);
});

it("forgets a word when two counts in a row find it nowhere", async () => {
  await database.db.searchWord.create({ data: { language: "en", word: "goneby", frequency: 3 } });
  await refreshVocabulary(database.db);
  expect(await known("goneby")).toBe(0);
  await refreshVocabulary(database.db);
  expect(await known("goneby")).toBeUndefined();
});

it("keeps a known word that a product was given after its title was counted", async () => {
  await database.db.searchWord.create({ data: { language: "en", word: "velocipede", frequency: 1 } });
  const productId = await add("en", "Plain tandem");
  await retitle(productId, "Velocipede");
  await indexWhileCounting(productId);
  expect(await search("en", "velocipde")).toEqual({ found: [productId], correctedText: "velocipede" });
  await refreshVocabulary(database.db);
  expect(await known("velocipede")).toBe(1);
});

it("keeps a word about to be forgotten that a product was given after its title was counted", async () => {
  await database.db.searchWord.create({ data: { language: "en", word: "pennyfarthing", frequency: 0 } });
  const productId = await add("en", "Plain unicycle");
  await retitle(productId, "Pennyfarthing");
  await indexWhileCounting(productId);
  expect(await known("pennyfarthing")).toBe(1);
});

async function isAnyWaiting(): Promise<boolean> {
  const waiting = await database.db.$queryRaw<object[]>`
    select from pg_locks where not granted and relation = 'search_word'::regclass`;
  return waiting.length > 0;
}

it("leaves no new words waiting for the index of what stands within them", async () => {
  await database.db.searchWord.createMany({
    data: Array.from({ length: 500 }, (_, at) => ({ language: "de", word: `neuwort${at}`, frequency: 1 })),
  });
  await refreshVocabulary(database.db);
  const [left] = await database.db.$queryRaw<{ pages: bigint }[]>`
    select gin_clean_pending_list('search_word_word_idx'::regclass) as pages`;
  expect(Number(left?.pages)).toBe(0);
});
