const wordPattern = /[\p{L}\p{N}]+/gu;
const namePattern = /^[\p{Lu}\p{N}]/u;

/** What a maker of several words is called for short, Yves Saint Laurent YSL, Dolce & Gabbana DG; empty where there is no such name. */
export function initialsOf(brand: string): string {
  const words = brand.normalize("NFC").match(wordPattern) ?? [];
  const isName = words.length > 2 || (words.length === 2 && / [&+] /.test(brand));
  return isName && words.every((word) => namePattern.test(word))
    ? words.map((word) => Array.from(word)[0]).join("")
    : "";
}
