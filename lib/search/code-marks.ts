import { quoteMark } from "./marks";
import { foldCode, squeezeCode } from "./read-code";

/**
 * Parts of SKUs by which who has read one off a package or an old invoice asks for its product: SCD503 of SCD503/26, 6008A60 of
 * 06008A6001. As marks of the document (`marks.ts`) they are found by how they begin, and are no words of it.
 */
const sign = "%";

/** Each variant's would be as many as there are sizes and colors: what they have in common tells the product. */
const basesMax = 8;
const startsMax = 4;

/** The marks of a product's SKUs, from each of their parts on. */
export const codeMarks = (skus: readonly string[]): string[] => [
  ...new Set(
    basesOf([...new Set(skus.map(foldCode))])
      .flatMap(startsOf)
      .map((code) => `${sign}${code}`),
  ),
];

function basesOf(codes: readonly string[]): string[] {
  const [first = "", ...others] = codes;
  const same = others.reduce((length, other) => Math.min(length, sameLength(first, other)), first.length);
  const stem = others.length > 0 ? first.slice(0, same) : first;
  return isTelling(squeezeCode(stem)) ? [stem] : codes.slice(0, basesMax);
}

function sameLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function startsOf(code: string): string[] {
  const parts = code.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return parts
    .slice(0, startsMax)
    .map((_, at) => parts.slice(at).join("").slice(0, lengthMax))
    .filter(isTelling);
}

const lengthMin = 4;
const lengthMax = 48;

/** A number of four digits is more often a year than anybody's code. */
const isTelling = (code: string): boolean => code.length >= (/^\d+$/.test(code) ? lengthMin + 1 : lengthMin);

/** Words have neither digits nor a sign between letters. */
const codePattern = /\d|\p{L}[-/._]\p{L}/u;

/** How the marks begin that a query may mean, as `tsquery` reads it; null where it is no code. */
export function askCodeMarks(text: string): string | null {
  const code = squeezeCode(text);
  const isAsked = codePattern.test(text) && isTelling(code) && (/\d/.test(code) || code.length >= lettersMin);
  return isAsked && code.length <= lengthMax ? `${quoteMark(sign + code)}:*` : null;
}

/** Fewer letters without a digit are a name, and begin very many SKUs. */
const lettersMin = 5;
