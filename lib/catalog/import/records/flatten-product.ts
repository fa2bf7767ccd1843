import { isRecord } from "@/lib/core/is-record";

type Fields = [name: string, value: string][];

/** Asked of each value of a file: a schema that refuses texts took half of the time a file takes. */
export const isObject = (value: unknown): value is Record<string, unknown> => isRecord(value) && !Array.isArray(value);

/** An object as rows: one, or one for each of its variants, which tell what differs. */
export function flattenProduct({ variants, options, ...product }: Record<string, unknown>): Fields[] {
  const head = [...fieldsOf(product), ...optionNames(options)];
  if (!Array.isArray(variants) || variants.length === 0) return [head];
  return variants.filter(isObject).map(({ id: _, title: __, ...variant }) => {
    const own = fieldsOf(variant);
    const told = new Set(own.map(([name]) => name));
    return [...head.filter(([name]) => !told.has(name)), ...own];
  });
}

const fieldsOf = (object: Record<string, unknown>): Fields =>
  Object.entries(object).map(([name, value]) => [name, asText(value)]);

const optionNames = (options: unknown): Fields =>
  Array.isArray(options)
    ? options
        .filter(isObject)
        .slice(0, 3)
        .map(({ name }, index) => [`Option${index + 1} Name`, asText(name)])
    : [];

/** No export nests a field deeper; a row that is all brackets does, and would end whoever reads it. */
const nestedMax = 20;

/** Of an object, what it is called, where it lies, or what it costs; lists as tables write them. */
function asText(value: unknown, depth = 0): string {
  if (value === null || value === undefined || depth > nestedMax) return "";
  if (Array.isArray(value))
    return value
      .map((one) => asText(one, depth + 1))
      .filter((text) => text !== "")
      .join(", ");
  if (!isObject(value)) return String(value);
  const { amount, value: number, currency, currencyCode } = value;
  if (amount ?? number) return `${amount ?? number} ${currency ?? currencyCode ?? ""}`.trim();
  return asText(value.src ?? value.url ?? value.name ?? value.title ?? "", depth + 1);
}
