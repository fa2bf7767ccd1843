import { z } from "zod";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { askedWords } from "./synonyms";
import { vocabularyOf } from "./vocabulary";

const batchSize = 5_000;

/**
 * Counts anew the words of titles, categories and properties in every language: what a misspelling can be mended to
 * and what compounds are known. After a seed or an import, and nightly; what is listed meanwhile adds its words (learn-words.ts).
 * Reads titles page by page, so memory follows the vocabulary, not the catalog.
 *
 * A word that no title has any more counts 0, and is forgotten by the next count that doesn't find it either. One count can't
 * tell: a known word that a product was given after its title was read was not learned, being known, nor was it counted.
 */
export async function refreshVocabulary(db: Db): Promise<void> {
  for (const language of languageCodes) await refresh(db, language);
  await indexNewWords(db);
}

/**
 * Has the trigrams' index take in what was written. Until then it waits in a list that every look at the index reads whole: of 20,000
 * new words, 20 ends of compounds took 262 ms, and 0.7 after these 129 ms. Without such a list (`fastupdate`) writing took three times
 * as long. Left to autovacuum where another role owns the index.
 */
const indexNewWords = (db: Db) => db.$executeRaw`
  select gin_clean_pending_list(oid) from pg_class
  where oid = to_regclass('search_word_word_idx') and pg_has_role(relowner, 'usage')`;

async function refresh(db: Db, language: Language): Promise<void> {
  // Before the titles: a word that is learned while they are read is of a product that was not there yet, maybe.
  const before = await knownWords(db, language);
  const frequencies = new Map<string, number>();
  const count = (text: string) => {
    for (const word of vocabularyOf(text)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  };
  for await (const title of titles(db, language)) count(title);
  for (const label of await labels(db, language)) count(label);
  // "Sneekers" is to be mended to a word that only a synonym answers, but to one of a title before, however many groups have it.
  for (const word of new Set(askedWords(language))) count(word);

  const missing = before.filter(({ word }) => !frequencies.has(word));
  const forgotten = missing.filter(({ frequency }) => frequency === 0).map(({ word }) => word);
  await db.$executeRaw`
    delete from search_word where language = ${language} and word = any(${forgotten}::text[]) and frequency = 0`;
  for (const { word, frequency } of missing) if (frequency > 0) frequencies.set(word, 0);
  await writeFrequencies(db, language, [...frequencies]);
}

/** A statement a batch, none for all of them: until it ends, who learns one of its words waits. */
async function writeFrequencies(db: Db, language: Language, frequencies: [string, number][]): Promise<void> {
  for (let start = 0; start < frequencies.length; start += batchSize) {
    const batch = frequencies.slice(start, start + batchSize);
    await db.$executeRaw`
      insert into search_word (language, word, frequency)
      select ${language}, word, frequency
      from unnest(${batch.map(([word]) => word)}::text[], ${batch.map(([, frequency]) => frequency)}::int[]) as counted(word, frequency)
      order by word
      on conflict (language, word) do update set frequency = excluded.frequency where search_word.frequency <> excluded.frequency`;
  }
}

const knownWords = (db: Db, language: Language) =>
  db.searchWord.findMany({ where: { language }, select: { word: true, frequency: true } });

async function* titles(db: Db, language: Language): AsyncGenerator<string> {
  const row = z.array(z.object({ productId: z.string(), title: z.string() }));
  for (let after = nilId; ; ) {
    const page = row.parse(
      await db.$queryRaw`
        select product_id as "productId", title from catalog_text
        where language = ${language} and product_id > ${after}::uuid order by product_id limit ${batchSize}`,
    );
    for (const { title } of page) yield title;
    const last = page.at(-1);
    if (!last || page.length < batchSize) return;
    after = last.productId;
  }
}

async function labels(db: Db, language: Language): Promise<string[]> {
  const rows = z.array(z.object({ label: z.string() })).parse(
    await db.$queryRaw`
      select name as label from category_translation where language = ${language}
      union all select label from attribute_value_translation where language = ${language}
      union all (select distinct brand from catalog_entry limit ${batchSize * 4})`,
  );
  return rows.map(({ label }) => label);
}
