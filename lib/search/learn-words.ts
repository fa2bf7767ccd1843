import type { Db, Tx } from "@/lib/db/client";
import type { TextRow } from "./compose-texts";
import { vocabularyOf } from "./vocabulary";

/**
 * Adds to the vocabulary the words of titles that it lacks or is about to forget, so that who asks for a Jacke finds a new
 * Zeltjacke and a misspelling is mended to it at once. How often each stands is counted by night. In one order, for two that
 * add the same words wait for each other; words that are known are only read, so nobody waits for those.
 */
export async function learnWords(tx: Tx | Db, texts: readonly Pick<TextRow, "language" | "title">[]): Promise<void> {
  const words = texts.flatMap(({ language, title }) => vocabularyOf(title).map((word) => ({ language, word })));
  await tx.$executeRaw`
    insert into search_word (language, word, frequency)
    select distinct language, word, 1 from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r(language text, word text)
    where not exists (
      select from search_word known where known.language = r.language and known.word = r.word and known.frequency > 0)
    order by language, word
    on conflict (language, word) do update set frequency = excluded.frequency where search_word.frequency = 0`;
}
