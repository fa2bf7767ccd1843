import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { audio } from "@/dev/demo-catalog/departments/audio";
import { clothing } from "@/dev/demo-catalog/departments/clothing";
import { writeDemo } from "@/dev/seed/write-demo";
import { completeFully } from "@/dev/testing/complete-fully";
import { useDatabase } from "@/dev/testing/use-database";
import { clientAddress } from "@/lib/auth/client-address";
import { days } from "@/lib/core/clock";
import { connect } from "@/lib/db/client";
import { type Locale, requireMarket } from "@/lib/i18n/markets";
import { buildSuggestions } from "./build-suggestions";
import { postgresEngine } from "./engine-postgres";
import { forgetLive } from "./live-suggestions";
import { forgetQueries, isShareable, listPopular, logQuery, popularFrom } from "./log-query";
import { searchesAt } from "./popularity";
import { refreshVocabulary } from "./refresh-vocabulary";
import { type Suggested, suggest } from "./suggest";
import { suggestFromTables } from "./suggest-from-tables";
import { type Suggestions, suggestionsSchema } from "./suggestions";
import { warmSuggestions } from "./warm-suggestions";

const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const context = () => ({ db: database.db, engine: postgresEngine(database.db) });

beforeAll(async () => {
  await writeDemo(database.db, buildCatalog(now, [audio, clothing]), { now, password: "none", version: "test" });
  await refreshVocabulary(database.db);
  await buildSuggestions(database.db, now);
}, 120_000);

const fromMemory = (locale: Locale, text: string) => completeFully(context(), locale, text);
async function withoutPostgres(locale: Locale, text: string): Promise<Suggested> {
  const db = connect("postgresql://nobody@127.0.0.1:1/nothing", 1);
  return suggest({ db, engine: postgresEngine(db) }, locale, text).finally(() => db.$disconnect());
}
const fromTables = (locale: Locale, text: string) => suggestFromTables(context(), locale, text);
const texts = ({ queries }: Suggestions) => queries.map(({ text }) => text);

describe.each([
  ["from memory", fromMemory],
  ["from the tables, as long as nothing was built", fromTables],
])("completion %s", (_how, complete) => {
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
    ["de-DE", "kopfhoe", "kopfhörer", "Kopfhörer", /Kopfhörer/],
    ["ja-JP", "ヘッ", "ヘッドホン", "ヘッドホン", /ヘッ/],
    ["ja-US", "へっど", "ヘッドホン", "ヘッドホン", /ヘッド/],
  ] as const)("%s “%s” → query, department and products", async (locale, text, query, category, title) => {
    if (complete === fromTables && text === "kopfhoe") return;
    const answer = await complete(locale, text);
    expect(texts(answer)).toContain(query);
    expect(answer.categories.map(({ name }) => name)).toContain(category);
    expect(answer.categories[0]?.url).toMatch(new RegExp(`^/${locale}/c/`));
    expect(answer.products[0]?.title).toMatch(title);
  });

  it("knows what kana becomes", async () => {
    if (complete === fromTables) return;
    for (const typed of ["てぶく", "てぶk", "ｔｅｂｕｋ"])
      expect([typed, texts(await complete("ja-JP", typed))]).toEqual([typed, expect.arrayContaining(["手袋"])]);
  });

  it("goes on from the words before, only to what stands after them somewhere", async () => {
    expect(texts(await complete("en-US", "waterproof j"))).toEqual(["waterproof jacket"]);
    expect(texts(await complete("en-US", "wireless q"))).toEqual([]);
  });

  it("offers what was meant when nothing begins like it", async () => {
    const answer = await complete("en-US", "headphnoes");
    expect(texts(answer)[0]).toBe("headphones");
    expect(answer.products.length).toBeGreaterThan(0);
  });

  it.each([
    "",
    "%",
    "_",
    "'; --",
    "((",
    "\\",
    ":*",
    "🫖",
    "a b c d e f g h i j k l m n o p",
    "\ud800",
    "x".repeat(10_000),
  ])("survives “%s”", async (text) => {
    await expect(complete("en-US", text)).resolves.toHaveProperty("products");
  });
});

describe("completion from memory", () => {
  it("puts departments that begin as typed before those that have it further in", async () => {
    const answer = await fromMemory("en-US", "s");
    expect(answer.categories[0]?.name).toMatch(/^S/);
  });

  it("offers no query that finds nothing, and no department that is empty", async () => {
    const asked: [Locale, string[]][] = [
      ["en-US", ["wa", "wo", "he", "c"]],
      ["de-DE", ["wa", "wo", "ko", "b"]],
      ["ja-JP", ["コ", "ワ", "防", "メ"]],
    ];
    for (const [locale, beginnings] of asked) {
      const { language, currency } = requireMarket(locale);
      for (const text of beginnings) {
        for (const query of texts(await fromMemory(locale, text))) {
          const found = await context().engine.search({
            ...{ language, currency, text: query, filters: { facets: {} } },
            ...{ sort: "relevance", page: 1, pageSize: 1 },
          });
          expect(found, `${locale} ${query}`).not.toMatchObject({ total: 0 });
          expect(found.correctedText, query).toBeUndefined();
        }
      }
    }
  });

  it("goes on from another name to what the shop calls it", async () => {
    expect(texts(await fromMemory("de-DE", "ohrhörer"))).toContain("kopfhörer");
  });

  it("finds words in another order than the title's: the engine is asked", async () => {
    const { products } = await fromMemory("en-US", "jacket waterproof");
    expect(products[0]?.title).toMatch(/waterproof jacket/);
  });

  it("goes on from words that a title has apart or in another order", async () => {
    expect(texts(await fromMemory("en-US", "jacket waterp"))).toEqual(["jacket waterproof"]);
    expect(texts(await fromMemory("en-US", "nocturne and headph"))).toEqual(["nocturne and headphones"]);
  });

  it("finds a name that is typed in two words and written in one", async () => {
    expect((await fromMemory("en-US", "speaker blue tooth")).products[0]?.title).toMatch(/Bluetooth party speaker/);
    expect((await fromMemory("en-US", "blue tooth")).products[0]?.title).toMatch(/Bluetooth/);
  });

  it("goes on from what a German compound ends in", async () => {
    for (const typed of ["hörer", "hoerer", "höre"])
      expect([typed, texts(await fromMemory("de-DE", typed))]).toEqual([typed, expect.arrayContaining(["kopfhörer"])]);
  });

  it("takes the last of three letters of katakana for a typo where nothing begins so", async () => {
    expect(texts(await fromMemory("ja-JP", "ヘッソ"))).toContain("ヘッドホン");
    expect(texts(await fromMemory("ja-JP", "防水ゼ"))).toEqual([]);
  });

  it("asks no engine for a word that memory knows, and goes on without one that fails", async () => {
    const broken = { ...postgresEngine(database.db), suggest: () => Promise.reject(new Error("down")) };
    const ask = (text: string) => suggest({ db: database.db, engine: broken }, "en-US", text);
    expect(await ask("headph")).toMatchObject({ partial: false });
    expect(await ask("jacket waterproof")).toMatchObject({ partial: true, suggestions: { products: [] } });
  });

  it("goes on without Postgres: what memory knows by itself is offered, the rest left out", async () => {
    const answer = await withoutPostgres("de-JP", "kopf");
    expect(texts(answer.suggestions)).toContain("kopfhörer");
    expect(answer).toMatchObject({ partial: true, suggestions: { products: [] } });
  });

  it("waits for no slow Postgres, has four questions before it at most and three before the engine, and keeps what comes late", async () => {
    const beginnings = ["he", "wa", "wo", "so", "tr", "mi", "ja", "ea", "sp", "st"];
    let answers: Suggested[] = [];
    let waiting = 0;
    await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table catalog_entry in access exclusive mode`;
      const began = performance.now();
      const asked = Promise.all(beginnings.map((text) => suggest(context(), "de-GB", text)));
      await sleep(100);
      [{ waiting = 0 } = {}] = z.array(z.object({ waiting: z.number() })).parse(
        await tx.$queryRaw`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      answers = await asked;
      expect(performance.now() - began).toBeLessThan(1_000);
    });
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThanOrEqual(4 + 3);
    expect(answers.some(({ partial, suggestions }) => partial && texts(suggestions).length > 0)).toBe(true);
    expect(answers.flatMap(({ suggestions }) => suggestions.products)).toEqual([]);
    await vi.waitFor(async () => expect(await withoutPostgres("de-GB", "he")).toMatchObject({ partial: false }));
  });

  it("a product that left the shop is offered no more, built anew or not", async () => {
    const [first] = (await fromMemory("de-DE", "wander")).products;
    const productId = first?.id ?? "";
    await database.db.catalogEntry.update({ where: { productId }, data: { status: "archived" } });
    const ids = (await fromMemory("de-US", "wander")).products.map(({ id }) => id);
    expect(ids).not.toContain(productId);
    await database.db.catalogEntry.update({ where: { productId }, data: { status: "active" } });
  });
});

describe("what shoppers search for", () => {
  const ask = (text: string, address: string, at = now, language: "en" | "de" = "en") =>
    logQuery(database.db, { language, text, address, secret: "a secret", now: at });
  const searches = async (query: string, at = now) =>
    searchesAt((await database.db.popularQuery.findFirstOrThrow({ where: { query } })).score, at);
  const popular = async (language: "en" | "de" = "en") =>
    (await listPopular(database.db, language, 5)).map(({ query }) => query);
  /** Any three of them have bits of their own. */
  const askers = ["198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4", "198.51.100.5"];

  it("is shown once several shoppers did, and completes", async () => {
    for (let times = 0; times < 20; times++) await ask("Headphones for the TRAIN", "198.51.100.1");
    expect(await popular()).toEqual([]);
    for (const asker of askers) await ask("  Headphones for the TRAIN ", asker);
    expect(await popular()).toEqual(["headphones for the train"]);
    expect(await popular("de")).toEqual([]);
    expect(popularFrom).toBe(3);
    expect(texts(await fromTables("en-US", "headphones f"))[0]).toBe("headphones for the train");
  });

  it("completes from memory once it was built anew, if it finds something", async () => {
    for (const asker of askers) {
      await ask("wireless headphones", asker);
      await ask("wireless zeppelin", asker);
      await ask("kopfhörer kabellos", asker, now, "de");
      await ask("business hemd", asker, now, "de");
    }
    await buildSuggestions(database.db, now);
    forgetLive();
    expect(texts(await fromMemory("en-US", "wirel"))[0]).toBe("wireless headphones");
    expect(texts(await fromMemory("en-US", "wireless z"))).toEqual([]);
    expect(texts(await fromMemory("de-DE", "kopfhörer k"))).toEqual(["kopfhörer kabellos"]);
    expect(texts(await fromMemory("de-DE", "business h"))).toContain("business hemd");
  });

  it("grows old: half after two weeks, whatever the order in which searches come", async () => {
    const weeks = (count: number) => new Date(now.getTime() + days(count * 7));
    for (const [at, asker] of [
      [weeks(2), 0],
      [weeks(0), 1],
      [weeks(2), 2],
      [weeks(0), 3],
    ] as const)
      await ask("old and new", askers[asker] ?? "", at);
    for (const asker of askers) await ask("only new", asker, weeks(2));
    const row = await database.db.popularQuery.findFirstOrThrow({ where: { query: "old and new" } });
    expect(searchesAt(row.score, weeks(2)) / 3).toBeCloseTo(1, 1);
    expect(searchesAt(row.score, weeks(4)) / 1.5).toBeCloseTo(1, 1);
    expect(row.lastAt).toEqual(weeks(2));
    expect((await popular()).indexOf("only new")).toBe(0);
  });

  it("counts one shopper once a day, however often they ask", async () => {
    const tomorrow = new Date(now.getTime() + days(1));
    for (let times = 0; times < 50; times++) await ask("over and over", "198.51.100.1");
    expect(await searches("over and over")).toBeCloseTo(1, 6);
    for (let times = 0; times < 50; times++) await ask("over and over", "198.51.100.1", tomorrow);
    expect(await searches("over and over", tomorrow)).toBeCloseTo(1 + 2 ** (-1 / 14), 6);
  });

  it("takes the addresses of an IPv6 network for one shopper", async () => {
    const from = (address: string) => clientAddress(new Headers({ "x-forwarded-for": address }));
    for (let host = 1; host <= 50; host++) await ask("from one network", from(`2001:db8:0:7::${host.toString(16)}`));
    expect(await searches("from one network")).toBeCloseTo(1, 6);
    await ask("from one network", from("2001:db8:0:8::1"));
    expect(await searches("from one network")).toBeGreaterThan(1.9);
  });

  it.each([3, 40, 200])("counts about as many as asked, %i of them at once", async (shoppers) => {
    const query = `a crowd of ${shoppers}`;
    await Promise.all(Array.from({ length: shoppers }, (_, n) => ask(query, `198.51.100.${n}`)));
    expect((await searches(query)) / shoppers).toBeCloseTo(1, 0);
  });

  it("is forgotten when nobody asks it any more", async () => {
    await ask("a passing fancy", "somebody");
    const later = (count: number) => new Date(now.getTime() + days(count));
    expect(await forgetQueries(database.db, "en", later(27))).toBe(0);
    expect(await forgetQueries(database.db, "en", later(29))).toBe(1);
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

describe("completions are made", () => {
  const builtAt = async () =>
    new Map((await database.db.suggestionSnapshot.findMany()).map((one) => [one.language, one.builtAt]));
  const later = new Date("2026-11-23T08:00:00Z");

  it("whatever a brand is called: one too long to be kept is left out, in its language and the others", async () => {
    const long = "ながいなまえの".repeat(13).slice(0, 90);
    const { productId } = await database.db.catalogEntry.findFirstOrThrow({ select: { productId: true } });
    const update = (brand: string) => database.db.catalogEntry.update({ where: { productId }, data: { brand } });
    const { brand } = await database.db.catalogEntry.findUniqueOrThrow({ where: { productId } });
    await update(long);
    await buildSuggestions(database.db, later);
    forgetLive();
    expect([...(await builtAt()).values()]).toEqual([later, later, later]);
    expect(texts(await fromMemory("ja-JP", "ながいな"))).toEqual([]);
    expect(texts(await fromMemory("en-US", "headp"))).toContain("headphones");
    await update(brand);
  });

  it("for each language, whatever became of another; the job fails by the name of the one that did", async () => {
    const end = new Date("2026-11-24T08:00:00Z");
    await database.db.$executeRaw`
      alter table suggestion_snapshot add constraint no_english check (language <> 'en') not valid`;
    await expect(buildSuggestions(database.db, end)).rejects.toThrow("Completions were not built: en");
    await database.db.$executeRaw`alter table suggestion_snapshot drop constraint no_english`;
    const built = await builtAt();
    expect([built.get("en"), built.get("de"), built.get("ja")]).toEqual([later, end, end]);
  });
});

it("answers the first who asks without Postgres, where the process has warmed up", async () => {
  const asked = ["en-US", "de-GB", "ja-JP"] as const;
  const typed = { "en-US": "jacket", "de-GB": "jacke", "ja-JP": "ジャケ" };
  await warmSuggestions(database.db);
  for (const locale of asked) {
    const { suggestions, partial } = await withoutPostgres(locale, typed[locale]);
    expect([locale, partial]).toEqual([locale, false]);
    expect(suggestions.products.length, locale).toBeGreaterThan(0);
  }
});

it("the vocabulary follows the catalog", async () => {
  const known = () => database.db.searchWord.count({ where: { language: "en", word: "transit" } });
  expect(await known()).toBe(1);
  await database.db.$executeRaw`update catalog_text set title = 'Renamed' where language = 'en'`;
  await database.db.$executeRaw`update category_translation set name = 'Renamed' where language = 'en'`;
  await refreshVocabulary(database.db);
  await refreshVocabulary(database.db);
  expect(await known()).toBe(0);
  expect(await database.db.searchWord.count({ where: { language: "de", word: "kopfhörer" } })).toBe(1);
});
