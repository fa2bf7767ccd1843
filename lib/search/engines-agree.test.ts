import { beforeAll, describe, expect, it } from "vitest";
import { buildCatalog } from "@/dev/demo-catalog/build-catalog";
import { writeDemo } from "@/dev/seed/write-demo";
import { useDatabase } from "@/dev/testing/use-database";
import { useMeilisearch } from "@/dev/testing/use-meilisearch";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { acceptance } from "@/lib/search/acceptance";
import { meilisearchEngine } from "@/lib/search/engine-meilisearch";
import { postgresEngine } from "@/lib/search/engine-postgres";
import { connectMeilisearch } from "@/lib/search/meilisearch/connection";
import { reindex } from "@/lib/search/meilisearch/reindex";
import { refreshVocabulary } from "@/lib/search/refresh-vocabulary";
import { requestFor } from "@/lib/search/request-for";

const meilisearch = await useMeilisearch();
const database = useDatabase();
const now = new Date("2026-11-22T08:00:00Z");

/** Beginnings of words, those of other names of things among them. */
const begun: Partial<Record<Language, string[]>> = {
  en: ["cam", "camp", "stargaz", "head", "wat"],
  de: ["camp", "kopf", "schreib", "wass", "blau", "rasen"],
};

/** What engines that find by rules of their own are soon told apart by. */
const told: Partial<Record<Language, Record<string, string[]>>> = {
  en: {
    "an unfinished word beside another": ["Hoshi office", "storage pi", "judo sk", "First woode"],
    "a number that begins others": ["91", "81", "29"],
    "what is written apart, in one": ["ipe cross-country skis"],
  },
  de: {
    "an unfinished word": ["66", "nge", "Sektgläser Ho"],
    "an end of three letters": ["tee, 500 g", "Tee becher", "Discokugel FIE-BASE", "Kagero HAL-NOCT"],
    "a plural that the word loses letters of": ["Line"],
  },
  ja: {
    "an unfinished word": ["ミルレーン バゲッ", "手ブレ", "スー"],
    "syllables that are no word": ["マシ"],
    "a word behind a single kanji": ["びょう"],
    "a phrase that a description has": ["充電式 懐中電灯", "静音 26.5 cm"],
  },
};

describe.skipIf(!meilisearch)("the two engines", () => {
  const connection = connectMeilisearch({ url: meilisearch?.url ?? "", key: meilisearch?.key, prefix: "agree" });

  beforeAll(async () => {
    await writeDemo(database.db, buildCatalog(now), { now, password: "none", version: "test" });
    await refreshVocabulary(database.db);
    await reindex(database.db, connection);
  }, 180_000);

  it.each(languageCodes)(
    "%s: find the same products, mark the same in their titles and say the same of the words",
    async (language) => {
      const engines = [postgresEngine(database.db), meilisearchEngine(database.db, connection)];
      const texts = [
        ...Object.values(acceptance[language] ?? {}).flatMap(Object.keys),
        ...(begun[language] ?? []),
        ...Object.values(told[language] ?? {}).flat(),
      ];
      for (const text of texts) {
        const [one, other] = await Promise.all(
          engines.map(async (engine) => {
            const { total, hits, correctedText, droppedWords } = await engine.search(
              requestFor(language, text, { pageSize: 500 }),
            );
            const titles = hits.map(({ title, titleMatches }) => `${title} ${titleMatches.join(" ")}`).toSorted();
            return { text, total, titles, correctedText, droppedWords };
          }),
        );
        expect(other).toEqual(one);
      }
    },
    120_000,
  );

  it.each([
    ["en", "USD", "15"],
    ["en", "USD", "79"],
    ["ja", "JPY", "15"],
    ["ja", "JPY", "83"],
    ["ja", "JPY", "ブリ"],
  ] as const)("%s: complete with the same products, in %s, what begins with %s", async (language, currency, prefix) => {
    const engines = [postgresEngine(database.db), meilisearchEngine(database.db, connection)];
    const [one, other] = await Promise.all(
      engines.map(async (engine) => {
        const cards = await engine.suggest({ language, currency, prefix, limit: 100 });
        return cards.map(({ title }) => title).toSorted();
      }),
    );
    expect(other).toEqual(one);
  });
});
