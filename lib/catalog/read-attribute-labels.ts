import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

const kindSchema = z.enum(["choice", "swatch"]).catch("choice");

const rows = z.array(
  z.object({
    attributeKey: z.string(),
    kind: kindSchema,
    position: z.number(),
    name: z.string().nullable(),
    valueKey: z.string(),
    swatch: z.string().nullable(),
    label: z.string().nullable(),
  }),
);

/** Names of attributes and their values in one language, else in English, else the bare key. */
export interface AttributeLabels {
  attribute(key: string): { name: string; kind: "choice" | "swatch"; position: number };
  value(attributeKey: string, valueKey: string): { label: string; swatch: string | null };
}

/** One statement on reference tables alone. */
export async function readAttributeLabels(
  db: Db | Tx,
  pairs: readonly { attributeKey: string; valueKey: string }[],
  language: string,
): Promise<AttributeLabels> {
  const attributeKeys = pairs.map(({ attributeKey }) => attributeKey);
  const valueKeys = pairs.map(({ valueKey }) => valueKey);
  const found = rows.parse(
    await db.$queryRaw`
      select a.attribute_key as "attributeKey", a.kind, a.position, v.value_key as "valueKey", v.swatch,
        (select name from attribute_translation t where t.attribute_key = a.attribute_key
          order by language = ${language} desc, language = 'en' desc, language limit 1) as name,
        (select label from attribute_value_translation t where t.attribute_key = v.attribute_key and t.value_key = v.value_key
          order by language = ${language} desc, language = 'en' desc, language limit 1) as label
      from (select distinct * from unnest(${attributeKeys}::text[], ${valueKeys}::text[]) as pair(attribute_key, value_key)) pair
      join attribute a on a.attribute_key = pair.attribute_key
      join attribute_value v on v.attribute_key = pair.attribute_key and v.value_key = pair.value_key`,
  );
  const attributes = new Map(
    found.map(({ attributeKey, name, kind, position }) => [
      attributeKey,
      { name: name ?? attributeKey, kind, position },
    ]),
  );
  const values = new Map(
    found.map(({ attributeKey, valueKey, label, swatch }) => [
      `${attributeKey}:${valueKey}`,
      { label: label ?? valueKey, swatch },
    ]),
  );
  return {
    attribute: (key) => attributes.get(key) ?? { name: key, kind: "choice", position: 1000 },
    value: (attributeKey, valueKey) => values.get(`${attributeKey}:${valueKey}`) ?? { label: valueKey, swatch: null },
  };
}

/** "Navy · Gift box": what sets a variant apart, in the order its product names its options. */
export const variantLabel = (
  labels: AttributeLabels,
  optionKeys: readonly string[],
  options: Readonly<Record<string, string>>,
): string => optionKeys.flatMap((key) => (options[key] ? [labels.value(key, options[key]).label] : [])).join(" · ");
