import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";

const kept = keep<string>();

/** What options are called in a language, or else in English: an attribute by its key, a value by `key:value`. */
export async function readOptionLabels(
  db: Db | Tx,
  pairs: readonly [string, string][],
  language: string,
): Promise<Map<string, string>> {
  const wanted = pairs.flatMap(([key, value]) => [key, `${key}:${value}`]);
  const inLanguage = (key: string) => `${language} ${key}`;
  const labels = await kept(wanted.map(inLanguage), async () => {
    const read = await readLabels(db, pairs, language);
    return new Map([...read].map(([key, label]) => [inLanguage(key), label]));
  });
  return new Map([...labels].map(([key, label]) => [key.slice(language.length + 1), label]));
}

async function readLabels(
  db: Db | Tx,
  pairs: readonly [string, string][],
  language: string,
): Promise<Map<string, string>> {
  const keys = pairs.map(([key]) => key);
  const values = pairs.map(([, value]) => value);
  const languages = { in: [language, "en"] };
  const names = await db.attributeTranslation.findMany({
    where: { attributeKey: { in: keys }, language: languages },
    select: { attributeKey: true, language: true, name: true },
  });
  const labels = await db.attributeValueTranslation.findMany({
    where: { attributeKey: { in: keys }, valueKey: { in: values }, language: languages },
    select: { attributeKey: true, valueKey: true, language: true, label: true },
  });
  const found = new Map<string, string>();
  const put = (key: string, of: string, text: string) => {
    if (of === language || !found.has(key)) found.set(key, text);
  };
  for (const name of names) put(name.attributeKey, name.language, name.name);
  for (const label of labels) put(`${label.attributeKey}:${label.valueKey}`, label.language, label.label);
  return found;
}
