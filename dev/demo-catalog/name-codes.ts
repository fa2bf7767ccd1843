import { createHash } from "node:crypto";

/** Gives each product its own stem: `HAL-NOCT`, and `HAL-NOCTWI` for the next that begins like it. */
export function skuStems(): (brand: string, handle: string) => string {
  const taken = new Set<string>();
  return (brand, handle) => {
    const maker = letters(brand).slice(0, 3);
    const words = handle.split("-").map(letters);
    const first = (words[0] ?? "").slice(0, 4);
    const rest = words.slice(1).join("");
    let stem = `${maker}-${first}`;
    for (let more = 2; taken.has(stem); more++)
      stem = `${maker}-${first}${rest.slice(0, more)}${more > rest.length ? more : ""}`;
    taken.add(stem);
    return stem;
  };
}

/** Short enough for a label, distinct among the values of one option: GRA, SAG, 250ML, XS. */
export function optionCodes(values: string[]): Record<string, string> {
  const short = (value: string) => (/\d/.test(value) ? letters(value) : letters(value).slice(0, 3));
  return Object.fromEntries(
    values.map((value) => [
      value,
      values.some((other) => other !== value && short(other) === short(value)) ? letters(value) : short(value),
    ]),
  );
}

const letters = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[^a-z0-9]/gi, "")
    .toUpperCase();

export function barcodeFor(sku: string): string {
  const number = createHash("sha256").update(sku).digest().readUIntBE(0, 6) % 1e11;
  const twelve = `2${String(number).padStart(11, "0")}`;
  return twelve + checkDigit(twelve);
}

/** GS1: weights 1 and 3 in turn, filled up to a multiple of ten. */
export function checkDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}
