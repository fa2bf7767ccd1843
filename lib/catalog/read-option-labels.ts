import { keep } from "@/lib/cache/kept";
import type { Db, Tx } from "@/lib/db/client";
import { readAttributeLabels } from "./read-attribute-labels";

const kept = keep<string>();

/**
 * `readAttributeLabels` out of this process's memory for up to a minute, for every cart and order asks: an attribute by its
 * key, a value by `key:value`.
 */
export async function readOptionLabels(
  db: Db | Tx,
  pairs: readonly [attributeKey: string, valueKey: string][],
  language: string,
): Promise<Map<string, string>> {
  const inLanguage = (key: string) => `${language} ${key}`;
  const wanted = pairs.flatMap(([key, value]) => [key, `${key}:${value}`]);
  const labels = await kept(wanted.map(inLanguage), async () => {
    const asked = pairs.map(([attributeKey, valueKey]) => ({ attributeKey, valueKey }));
    const read = await readAttributeLabels(db, asked, language);
    return new Map(
      pairs.flatMap(([key, value]) => [
        [inLanguage(key), read.attribute(key).name] as const,
        [inLanguage(`${key}:${value}`), read.value(key, value).label] as const,
      ]),
    );
  });
  return new Map([...labels].map(([key, label]) => [key.slice(language.length + 1), label]));
}
